package io.kintsugi.router.syntax;

/** SELECT, SELECT DISTINCT or SELECT DISTINCT ON. */
public enum Distinctness {
    ALL,
    DISTINCT,
    DISTINCT_ON
}
