package io.kintsugi.router.syntax;

/** The kinds of sub-queries in expressions. */
public enum SubqueryKind {
    SCALAR,
    EXISTS,
    IN,
    NOT_IN,
    ANY,
    ALL,
    ARRAY
}
