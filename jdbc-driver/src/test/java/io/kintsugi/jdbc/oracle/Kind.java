package io.kintsugi.jdbc.oracle;

/** What can be done with the values of a column. */
enum Kind {
    INTEGER,
    NUMERIC,
    FLOAT,
    TEXT,
    BOOLEAN,
    DATE,
    TIMESTAMP,
    UUID,
    /** Ordered, but nothing is computed with it here. */
    OTHER,
    /** Not even compared. */
    OPAQUE
}
