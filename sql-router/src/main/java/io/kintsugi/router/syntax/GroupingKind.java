package io.kintsugi.router.syntax;

/** The kinds of GROUP BY members. */
public enum GroupingKind {
    EXPRESSIONS,
    ROLLUP,
    CUBE,
    GROUPING_SETS
}
