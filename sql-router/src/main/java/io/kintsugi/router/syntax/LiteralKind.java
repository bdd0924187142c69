package io.kintsugi.router.syntax;

/** The kinds of constants. */
public enum LiteralKind {
    NUMBER,
    STRING,
    BIT_STRING,
    NULL,
    TRUE,
    FALSE
}
