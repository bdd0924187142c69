package io.kintsugi.cli.validate;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A table of MySQL of whatever tables of MySQL are made of, under names and comments that mislead. */
final class RandomTable {
    private static final List<String> NAMES = List.of(
            "Order",
            "select",
            "a`b",
            "per cent%",
            "dollar$",
            "\u00fcber",
            "x''y",
            "back\\slash",
            "(paren",
            "comma,",
            "KEY");
    private static final List<String> TYPES = List.of(
            "INT",
            "BIGINT UNSIGNED",
            "DECIMAL(12,2)",
            "VARCHAR(30)",
            "VARCHAR(30) CHARACTER SET latin1",
            "VARCHAR(30) COLLATE utf8mb4_unicode_ci",
            "CHAR(5) COLLATE utf8mb4_bin",
            "ENUM('a,b', 'c)d', 'e''f')",
            "SET('x', 'y')",
            "DATETIME(6)",
            "DATE",
            "FLOAT",
            "VARBINARY(16)",
            "YEAR",
            "BIT(3)");
    private static final List<String> EXTRAS = List.of(
            "",
            "",
            " COMMENT 'an AUTO_INCREMENT, KEY (x), */ say'",
            " COMMENT 'quote '' and \\\\ backslash`'",
            " INVISIBLE",
            " COMMENT 'two\\nlines)'",
            " COLUMN_FORMAT DYNAMIC");
    private static final List<String> OPTIONS = List.of(
            "",
            "",
            " COMMENT = 'AUTO_INCREMENT=7 ENGINE=MyISAM'",
            " ENGINE = MyISAM",
            " ENGINE = MEMORY",
            " ROW_FORMAT = COMPRESSED KEY_BLOCK_SIZE = 8",
            " DEFAULT CHARSET = latin1",
            " COLLATE = utf8mb4_general_ci",
            " AUTO_INCREMENT = 500",
            " STATS_PERSISTENT = 1");

    private final Random random;
    private final String name;
    private final boolean counts;

    /** @param number makes the name unlike others */
    RandomTable(Random random, int number) {
        this.random = random;
        this.name = pick(NAMES) + number;
        this.counts = random.nextInt(3) == 0;
    }

    private <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    String name() {
        return name;
    }

    String quoted() {
        return quoted(name);
    }

    private static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }

    /** The line of the topology for it. */
    String layout() {
        String yaml = "\"" + name.replace("\\", "\\\\").replace("\"", "\\\"") + "\": ";
        String generate = counts && random.nextBoolean() ? ", generate: {n: sequence}" : "";
        return switch (random.nextInt(5)) {
            case 0 -> yaml + "{reference: true" + generate + "}";
            case 1 -> yaml + "{key: c0" + generate + "}";
            case 2 -> yaml + "{key: n" + generate + "}";
            default -> yaml + "{key: user_id" + generate + "}";
        };
    }

    /** @param parents tables that a foreign key may lead to, by the columns user_id and n */
    String definition(List<RandomTable> parents) {
        List<String> items = new ArrayList<>();
        items.add("user_id BIGINT " + (random.nextInt(6) > 0 ? "NOT NULL" : ""));
        items.add("n BIGINT NOT NULL" + (counts ? " AUTO_INCREMENT" : "") + pick(EXTRAS));
        int columns = 1 + random.nextInt(5);
        for (int i = 0; i < columns; i++) {
            boolean text = random.nextBoolean();
            String type = pick(TYPES);
            items.add("c" + i + " " + type + (text ? " NOT NULL" : "") + pick(EXTRAS));
        }
        if (random.nextInt(4) == 0) {
            items.add("g BIGINT GENERATED ALWAYS AS (n + length('a,(')) " + pick(List.of("STORED", "VIRTUAL")));
        }
        if (random.nextInt(4) == 0) {
            items.add("t TIMESTAMP NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP");
        }
        String primary = random.nextBoolean() ? "PRIMARY KEY (n)" : "PRIMARY KEY (user_id, n), KEY by_n (n)";
        boolean partitioned = random.nextInt(6) == 0;
        items.add(random.nextInt(6) > 0 && primary.contains("user_id") != partitioned ? primary : "KEY by_n (n)");
        if (!partitioned) {
            keys(items, parents);
        }
        String options = pick(OPTIONS);
        return "CREATE TABLE " + quoted() + " (" + String.join(", ", items) + ")" + (partitioned ? "" : options)
                + (partitioned ? partitions() : "");
    }

    private void keys(List<String> items, List<RandomTable> parents) {
        if (random.nextInt(3) == 0) {
            items.add("UNIQUE KEY " + quoted(pick(NAMES) + " u") + " (n DESC, user_id)");
        }
        if (random.nextInt(3) == 0) {
            items.add("UNIQUE KEY by_c0 (c0, n) COMMENT 'KEY (a), b'");
        }
        if (random.nextInt(4) == 0) {
            items.add("KEY expression ((n + user_id)) INVISIBLE");
        }
        if (random.nextInt(3) == 0) {
            String enforced = pick(List.of("", " NOT ENFORCED"));
            items.add("CONSTRAINT " + quoted("c " + name) + " CHECK (n > 0 OR 'a)b,' = 'x')" + enforced);
        }
        if (!parents.isEmpty() && random.nextInt(2) == 0) {
            RandomTable parent = pick(parents);
            String action = pick(List.of("", " ON DELETE CASCADE", " ON DELETE SET NULL", " ON UPDATE CASCADE"));
            String columns = action.contains("NULL") ? "(user_id)" : pick(List.of("(user_id)", "(n)"));
            items.add("CONSTRAINT " + quoted("f " + name) + " FOREIGN KEY " + columns + " REFERENCES " + parent.quoted()
                    + " (n)" + action);
        }
    }

    private String partitions() {
        return pick(List.of(
                " PARTITION BY HASH (n) PARTITIONS 3",
                " PARTITION BY RANGE (n) (PARTITION `p``0` VALUES LESS THAN (10) COMMENT = 'a), (b',"
                        + " PARTITION p1 VALUES LESS THAN MAXVALUE)",
                " PARTITION BY LIST (n) SUBPARTITION BY KEY (n) SUBPARTITIONS 2 (PARTITION p VALUES IN (1, 2, NULL))",
                " PARTITION BY KEY (n)"));
    }
}
