package io.kintsugi.router.plan;

/** What the merge computes of the values of a group, by the rules of the database; null as SQL has it. */
public enum ValueOperator {
    ADD,
    SUBTRACT,
    MULTIPLY,
    /**
     * Operands: dividend, divisor and, in MySQL, a quotient of integers, whose scale is the session's
     * {@code div_precision_increment}.
     */
    DIVIDE,
    NEGATE,
    EQUAL,
    NOT_EQUAL,
    LESS,
    LESS_OR_EQUAL,
    GREATER,
    GREATER_OR_EQUAL,
    AND,
    OR,
    NOT,
    IS_NULL,
    IS_NOT_NULL,
    COALESCE,
    NULLIF,
    /** Operands: condition and value by turns, at the end the ELSE if their number is odd. */
    CASE,
    /** Operands: the number and, where it is written, how many digits stay. */
    ROUND,
    ABS
}
