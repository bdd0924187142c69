package io.kintsugi.router.lexer;

import java.util.Random;

/** Small random statements whose literals, lists and spacing vary. */
final class RandomStatements {
    private static final String[] VALUES = {
        "1", "2", "30", "-4", "1.5", "'a'", "'b'", "NULL", "?", "3000000000", "true", "date '2020-01-01'"
    };

    private RandomStatements() {}

    static String next(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> "select a, " + value(random) + " from t where " + condition(random) + tail(random);
            case 1 -> "insert into t (a, b) values " + rows(random);
            default -> "UPDATE t  SET a = " + value(random) + " where " + condition(random);
        };
    }

    private static String value(Random random) {
        return VALUES[random.nextInt(VALUES.length)];
    }

    private static String condition(Random random) {
        String first = random.nextBoolean() ? "a = " + value(random) : "a in (" + list(random) + ")";
        return random.nextInt(3) == 0 ? first + " and b = " + value(random) : first;
    }

    private static String list(Random random) {
        String same = value(random);
        boolean alike = random.nextBoolean();
        StringBuilder list = new StringBuilder(same);
        for (int i = random.nextInt(3); i > 0; i--) {
            list.append(random.nextBoolean() ? "," : " , ").append(alike ? same : value(random));
        }
        return list.toString();
    }

    private static String rows(Random random) {
        StringBuilder rows = new StringBuilder();
        String row = "(" + value(random) + ", " + value(random) + ")";
        for (int i = random.nextInt(3); i >= 0; i--) {
            rows.append(random.nextBoolean() ? row : "(" + value(random) + ", " + value(random) + ")")
                    .append(i == 0 ? "" : ", ");
        }
        return rows.toString();
    }

    private static String tail(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> " order by " + (1 + random.nextInt(2));
            case 1 -> " limit " + random.nextInt(100);
            default -> "";
        };
    }
}
