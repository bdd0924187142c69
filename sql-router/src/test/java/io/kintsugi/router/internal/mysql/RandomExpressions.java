package io.kintsugi.router.internal.mysql;

import java.util.Random;

/** Random expressions of MySQL with few parentheses, so that precedence decides what they mean. */
final class RandomExpressions {
    private static final String[] OPERANDS = {
        "a",
        "b",
        "c",
        "s",
        "t.a",
        "1",
        "2",
        "0",
        "5",
        "-3",
        "1.5",
        "'x'",
        "'a%'",
        "'2'",
        "NULL",
        "TRUE",
        "FALSE",
        "0x41",
        "a.b",
        "@v",
        "abs(b)",
        "(a)",
        "(b + 1)",
        "date '2024-02-29'",
        "d",
        "d",
        "json_length('[1]')",
        "_latin1'x'"
    };
    private static final String[] ARITHMETIC = {
        "+", "-", "*", "/", "%", "DIV", "MOD", "^", "&", "|", "<<", ">>", "||", "+", "-", "*", "- -", "--1 -"
    };
    private static final String[] COMPARISONS = {"=", "<", ">", "<=", ">=", "<>", "!=", "<=>", "="};
    private static final String[] LOGIC = {"AND", "OR", "XOR", "&&", "||", "AND", "or"};
    private static final String[] PREFIXES = {"NOT ", "! ", "-", "+", "~", "BINARY ", "not ", "NOT NOT ", "- ", "!"};
    private static final String[] TESTS = {
        " IS NULL", " IS NOT NULL", " IS TRUE", " IS NOT FALSE", " IS UNKNOWN", " COLLATE utf8mb4_bin"
    };

    private final Random random;

    RandomExpressions(Random random) {
        this.random = random;
    }

    private String one(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    /** An expression of at most {@code parts} operands beside those in parentheses. */
    String next(int parts) {
        StringBuilder text = new StringBuilder();
        int count = 1 + random.nextInt(parts);
        for (int i = 0; i < count; i++) {
            if (i > 0) {
                text.append(joint());
            }
            text.append(operand());
        }
        return text.toString();
    }

    private String operand() {
        String prefix = random.nextInt(3) == 0 ? one(PREFIXES) : "";
        String tail = random.nextInt(5) == 0 ? one(TESTS) : "";
        return prefix + core() + tail;
    }

    private String core() {
        return switch (random.nextInt(24)) {
            case 0 -> "(" + next(3) + ")";
            case 1 -> "CASE WHEN " + next(2) + " THEN " + next(2) + " ELSE " + next(1) + " END";
            case 2 -> "CASE " + next(1) + " WHEN 1 THEN " + next(2) + " END";
            case 3 -> "IF(" + next(2) + ", a, " + next(2) + ")";
            case 4 -> "CAST(" + next(2) + " AS " + one("SIGNED", "CHAR", "CHAR(3)", "DECIMAL(10, 2)") + ")";
            case 5 -> "CONVERT(" + next(1) + " USING utf8mb4)";
            case 6 -> "INTERVAL(" + next(1) + ", 1, 2)";
            case 7 -> "@v := " + next(2);
            default -> one(OPERANDS);
        };
    }

    private String joint() {
        return switch (random.nextInt(12)) {
            case 0, 1, 2, 3 -> " " + one(ARITHMETIC) + " ";
            case 4, 5 -> " " + one(COMPARISONS) + " ";
            case 6, 7, 8 -> " " + one(LOGIC) + " ";
            case 9 -> " " + one("", "NOT ") + "IN (" + next(1) + ", 2) " + one(LOGIC) + " ";
            case 10 ->
                " " + one("", "NOT ") + "BETWEEN " + next(1) + " AND " + operand() + " " + one(LOGIC, COMPARISONS)
                        + " ";
            default -> pattern();
        };
    }

    private String one(String[] some, String[] others) {
        return random.nextBoolean() ? one(some) : one(others);
    }

    private String pattern() {
        return switch (random.nextInt(5)) {
            case 0 -> " LIKE ";
            case 1 -> " NOT LIKE ";
            case 2 -> " REGEXP ";
            case 3 ->
                " " + one("+", "-") + " INTERVAL " + one("1", "a", "1 + 1", "(b)") + " DAY " + one(COMPARISONS) + " ";
            default -> " LIKE 'a!%' ESCAPE '!' " + one(LOGIC) + " ";
        };
    }
}
