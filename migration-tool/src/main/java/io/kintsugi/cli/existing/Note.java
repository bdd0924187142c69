package io.kintsugi.cli.existing;

/** Something to decide. */
public record Note(String subject, String what, String remedy) {}
