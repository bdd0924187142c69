package io.kintsugi.router.syntax;

/** The OVERRIDING clause of INSERT. */
public enum Overriding {
    NONE,
    SYSTEM_VALUE,
    USER_VALUE
}
