package io.kintsugi.router.syntax;

/** What a WITH member says about being kept as a table of its own. */
public enum Materialization {
    DEFAULT,
    MATERIALIZED,
    NOT_MATERIALIZED
}
