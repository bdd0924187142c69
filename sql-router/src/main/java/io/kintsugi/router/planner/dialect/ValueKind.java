package io.kintsugi.router.planner.dialect;

/** What the planner has to know of a value to say whether the merge can compute with it. */
public enum ValueKind {
    INTEGER,
    NUMERIC,
    FLOAT,
    BOOLEAN,
    /** Passed on as it is. */
    TEXT,
    DATE,
    TIMESTAMP,
    TIMESTAMP_TZ,
    /** A parameter: its value says what it is. */
    PARAMETER,
    /** NULL as it is written. */
    NULL
}
