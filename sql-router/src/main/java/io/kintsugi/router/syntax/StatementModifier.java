package io.kintsugi.router.syntax;

/** Words behind SELECT, INSERT, REPLACE, UPDATE and DELETE of MySQL that say how the statement runs. */
public enum StatementModifier {
    /** Errors of rows become warnings. */
    IGNORE,
    LOW_PRIORITY,
    HIGH_PRIORITY,
    DELAYED,
    QUICK,
    STRAIGHT_JOIN,
    SQL_SMALL_RESULT,
    SQL_BIG_RESULT,
    SQL_BUFFER_RESULT,
    SQL_NO_CACHE,
    /** FOUND_ROWS() will tell the rows there would be without LIMIT. */
    SQL_CALC_FOUND_ROWS
}
