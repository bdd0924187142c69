package io.kintsugi.router.internal.mysql;

import java.util.Random;

/** Random FROM lists over t1 to t5, each once, with joins of every kind and conditions where MySQL may take them. */
final class RandomJoins {
    static final int TABLES_MAX = 5;

    private final Random random;
    private int used;

    RandomJoins(Random random) {
        this.random = random;
    }

    String next() {
        used = 0;
        int tables = 2 + random.nextInt(TABLES_MAX - 1);
        StringBuilder text = new StringBuilder(factor(tables));
        while (used < tables) {
            text.append(random.nextInt(6) == 0 ? ", " + factor(tables) : join(tables));
            if (random.nextInt(4) == 0 && used > 1) {
                text.append(condition());
            }
        }
        return text.toString();
    }

    private String join(int tables) {
        return switch (random.nextInt(9)) {
            case 0, 1 -> " JOIN " + factor(tables) + perhaps(condition());
            case 2 -> " INNER JOIN " + factor(tables) + perhaps(condition());
            case 3 -> " CROSS JOIN " + factor(tables) + perhaps(condition());
            case 4 -> " STRAIGHT_JOIN " + factor(tables) + perhaps(condition());
            case 5 -> " RIGHT OUTER JOIN " + factor(tables) + condition();
            default -> " LEFT JOIN " + factor(tables) + perhaps(condition());
        };
    }

    private String perhaps(String condition) {
        return random.nextInt(3) == 0 ? "" : condition;
    }

    private String condition() {
        return " ON t" + (1 + random.nextInt(used)) + ".a <=> t" + used + ".b";
    }

    private String factor(int tables) {
        if (used + 1 < tables && random.nextInt(6) == 0) {
            String first = table();
            String joint = random.nextBoolean() ? " LEFT JOIN " : random.nextBoolean() ? " JOIN " : ", ";
            String second = table();
            return "(" + first + joint + second + (joint.equals(", ") ? "" : condition()) + ")";
        }
        return random.nextInt(12) == 0 ? "(" + table() + ")" : table();
    }

    private String table() {
        used++;
        return "t" + used;
    }
}
