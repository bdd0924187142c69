package io.kintsugi.router.internal.calcite;

/**
 * PostgreSQL's operator precedence, loosest first (documentation 4.1.6), on the scale of Calcite's own AND (24), NOT
 * (26), IN and BETWEEN (32), unary minus (80) and subscript (100).
 */
enum Level {
    SLICE(2),
    OR(22),
    AND(24),
    NOT(26),
    IS(28),
    COMPARISON(30),
    MATCH(32),
    ESCAPE(34),
    OTHER(36),
    SUM(40),
    PRODUCT(60),
    POWER(64),
    AT_ZONE(66),
    COLLATE(68),
    SIGN(80),
    CAST(94),
    PRIMARY(200);

    private final int precedence;

    Level(int precedence) {
        this.precedence = precedence;
    }

    int precedence() {
        return precedence;
    }
}
