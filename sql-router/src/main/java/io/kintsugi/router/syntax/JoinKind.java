package io.kintsugi.router.syntax;

/** The kinds of joins. */
public enum JoinKind {
    INNER,
    LEFT,
    RIGHT,
    FULL,
    CROSS
}
