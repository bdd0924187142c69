package io.kintsugi.engine.merge;

/** The result type of a partial sum, which decides how partial sums add up. */
public enum SumKind {
    BIGINT,
    NUMERIC,
    REAL,
    DOUBLE
}
