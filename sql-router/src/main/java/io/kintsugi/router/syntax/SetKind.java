package io.kintsugi.router.syntax;

/** The kind of a set operation. */
public enum SetKind {
    UNION,
    INTERSECT,
    EXCEPT
}
