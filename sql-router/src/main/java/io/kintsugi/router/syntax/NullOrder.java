package io.kintsugi.router.syntax;

/** Where nulls go; {@code DEFAULT} is last when ascending, first when descending. */
public enum NullOrder {
    DEFAULT,
    FIRST,
    LAST
}
