package io.kintsugi.router.syntax;

/** The direction of an ORDER BY member; {@code DEFAULT} means none was written (ascending, or by operator). */
public enum Direction {
    DEFAULT,
    ASCENDING,
    DESCENDING
}
