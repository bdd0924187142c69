package io.kintsugi.jdbc.mysql;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random statements over three tables: {@code item} and {@code part} by their key, {@code kind} whole everywhere. */
final class Statements {
    static final String TABLES = """
            item: {key: k, generate: {id: sequence}}
            part: {key: k}
            kind: {reference: true}
            """;

    static final List<String> DEFINITIONS = List.of(
            "CREATE TABLE item (id bigint NOT NULL AUTO_INCREMENT, k bigint NOT NULL, n int, d decimal(10,3),"
                    + " s varchar(20), b varchar(10) COLLATE utf8mb4_bin, u bigint unsigned, f double,"
                    + " day date, at datetime(3), clock time(1), raw varbinary(8),"
                    + " PRIMARY KEY (k, id), KEY (id))",
            "CREATE TABLE part (k bigint NOT NULL, no int NOT NULL, v decimal(8,2), t varchar(10),"
                    + " PRIMARY KEY (k, no))",
            "CREATE TABLE kind (n int PRIMARY KEY, name varchar(20))");

    private static final List<String> COLUMNS =
            List.of("i.k", "i.n", "i.d", "i.s", "i.b", "i.u", "i.f", "i.day", "i.at", "i.clock", "i.raw");

    private static final List<String> AGGREGATES = List.of(
            "COUNT(*)",
            "COUNT(i.n)",
            "SUM(i.n)",
            "SUM(i.d)",
            "AVG(i.n)",
            "AVG(i.d)",
            // Of texts that are equal under a collation MIN may show any, so only one that compares bytes is asked.
            "MIN(i.b)",
            "MAX(i.d)",
            "MIN(i.u)",
            "MAX(i.u)",
            "MIN(i.f)",
            "MAX(i.day)",
            "MIN(i.at)",
            "MAX(i.clock)",
            "MIN(i.raw)",
            "COUNT(DISTINCT i.k)");

    private static final List<String> TEXTS =
            List.of("''", "'a'", "'A'", "'ä'", "'b'", "'B '", "'ß'", "'ss'", "'z'", "'Zebra'", "'o''k'", "NULL");

    private final Random random;

    Statements(Random random) {
        this.random = random;
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private boolean sometimes(int percent) {
        return random.nextInt(100) < percent;
    }

    List<String> rows() {
        List<String> inserts = new ArrayList<>();
        for (int n = 0; n < 8; n++) {
            inserts.add("INSERT INTO kind VALUES (" + n + ", " + one(TEXTS) + ")");
        }
        for (int row = 0; row < 60; row++) {
            inserts.add("INSERT INTO item (k, n, d, s, b, u, f, day, at, clock, raw) VALUES " + item());
        }
        for (int k = 0; k < 12; k++) {
            for (int no = 0; no < random.nextInt(4); no++) {
                inserts.add("INSERT INTO part VALUES (" + k + ", " + no + ", " + decimal() + ", " + one(TEXTS) + ")");
            }
        }
        return inserts;
    }

    private String item() {
        return "(" + random.nextInt(12) + ", " + number() + ", " + decimal() + ", " + one(TEXTS) + ", " + one(TEXTS)
                + ", " + (sometimes(30) ? "18446744073709551615" : random.nextInt(5)) + ", "
                + (sometimes(20) ? "NULL" : random.nextInt(40) / 8.0) + ", '2024-0" + (1 + random.nextInt(9))
                + "-15', '2024-02-29 10:0" + random.nextInt(10) + ":00." + random.nextInt(1000) + "', '"
                + (sometimes(30) ? "-" : "") + random.nextInt(300) + ":10:0" + random.nextInt(10) + ".5', X'"
                + (sometimes(50) ? "00FF" : "7F") + "')";
    }

    private String number() {
        return sometimes(15) ? "NULL" : Integer.toString(random.nextInt(9) - 2);
    }

    private String decimal() {
        return sometimes(15) ? "NULL" : random.nextInt(2_000) - 900 + "." + random.nextInt(100);
    }

    /** A query whose rows may come in any order, unless it is {@link Query#ordered}. */
    Query query() {
        return switch (random.nextInt(6)) {
            case 0 -> new Query("SELECT " + list() + " FROM item i" + where(), false);
            case 1 -> ordered();
            case 2 -> new Query("SELECT " + aggregates() + " FROM item i" + where(), true);
            case 3 -> grouped();
            case 4 -> new Query("SELECT DISTINCT " + one(COLUMNS) + " FROM item i" + where(), false);
            default -> joined();
        };
    }

    private String list() {
        List<String> columns = new ArrayList<>();
        for (int count = 1 + random.nextInt(4); count > 0; count--) {
            columns.add(one(COLUMNS));
        }
        return String.join(", ", columns);
    }

    private String aggregates() {
        List<String> columns = new ArrayList<>();
        for (int count = 1 + random.nextInt(4); count > 0; count--) {
            columns.add(one(AGGREGATES));
        }
        return String.join(", ", columns);
    }

    /** The id is unique: with it last the order is the same everywhere. */
    private Query ordered() {
        String by = one(COLUMNS) + (sometimes(50) ? " DESC" : "") + ", i.id";
        String limit =
                sometimes(60) ? " LIMIT " + (sometimes(50) ? random.nextInt(5) + ", " : "") + random.nextInt(9) : "";
        return new Query("SELECT " + list() + ", i.id FROM item i" + where() + " ORDER BY " + by + limit, true);
    }

    /** What equal texts a group is shown by is anybody's choice, so text is grouped by its bytes here. */
    private Query grouped() {
        String key = one(List.of("i.n", "i.k", "i.d", "i.u", "i.day", "i.clock", "i.at", "i.raw"));
        String by = sometimes(60) ? " ORDER BY " + key : "";
        return new Query(
                "SELECT " + key + ", " + aggregates() + " FROM item i" + where() + " GROUP BY " + key + by,
                !by.isEmpty());
    }

    private Query joined() {
        String join = sometimes(60)
                ? " JOIN part p ON p.k = i.k"
                : sometimes(50) ? " LEFT JOIN part p ON p.k = i.k" : " LEFT JOIN kind p ON p.n = i.n";
        return new Query(
                "SELECT i.id, i.k, p." + (join.contains("kind") ? "name" : "no") + " FROM item i" + join + where(),
                false);
    }

    private String where() {
        List<String> conditions = new ArrayList<>();
        while (sometimes(45) && conditions.size() < 3) {
            conditions.add(condition());
        }
        return conditions.isEmpty() ? "" : " WHERE " + String.join(sometimes(85) ? " AND " : " OR ", conditions);
    }

    private String condition() {
        return switch (random.nextInt(9)) {
            case 0 -> "i.k = " + random.nextInt(12);
            case 1 -> "i.k IN (" + random.nextInt(12) + ", " + random.nextInt(12) + ")";
            case 2 -> "i.n " + one(List.of("<", ">=", "<>", "<=>")) + " " + random.nextInt(6);
            case 3 -> "i.s = " + one(TEXTS);
            case 4 -> "i.d > " + (random.nextInt(100) - 50) + ".5";
            case 5 -> "i.s LIKE 'a%'";
            case 6 -> "i.n IS " + (sometimes(50) ? "NOT " : "") + "NULL";
            case 7 -> "i.k = '" + random.nextInt(12) + "'";
            default -> "i.at < '2024-02-29 10:05:00'";
        };
    }

    /** A change that does the same everywhere, whatever the order of rows. */
    String change() {
        return switch (random.nextInt(8)) {
            case 0 -> "UPDATE item i SET n = n + 1, s = " + one(TEXTS) + where();
            case 1 -> "DELETE FROM part WHERE k = " + random.nextInt(12) + " AND no > " + random.nextInt(3);
            case 2 ->
                "INSERT INTO part VALUES (" + random.nextInt(12) + ", " + random.nextInt(4) + ", " + decimal() + ", "
                        + one(TEXTS) + ") ON DUPLICATE KEY UPDATE v = v + 1";
            case 3 ->
                "INSERT INTO part VALUES (" + random.nextInt(12) + ", " + random.nextInt(4) + ", 1, 'x'), ("
                        + random.nextInt(12) + ", " + random.nextInt(4) + ", 2, 'y')";
            case 4 ->
                "REPLACE INTO part VALUES (" + random.nextInt(12) + ", " + random.nextInt(4) + ", " + decimal()
                        + ", 'r')";
            case 5 -> "INSERT IGNORE INTO part VALUES (" + random.nextInt(12) + ", " + random.nextInt(4) + ", 5, 'ig')";
            case 6 -> "UPDATE kind SET name = " + one(TEXTS) + " WHERE n = " + random.nextInt(8);
            default ->
                "INSERT INTO item (k, n, d, s) VALUES (" + random.nextInt(12) + ", 1, 2, 'new'), (" + random.nextInt(12)
                        + ", 2, 3, 'new')";
        };
    }

    /** A query and whether the order of its rows is said. */
    record Query(String sql, boolean ordered) {}
}
