package io.kintsugi.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.kintsugi.testkit.report.Seed;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever a row holds, it is in the leased database what it was on its shard. */
final class LeasedRowsIT {
    private static final int ROWS = 400;
    private static final int LONGEST = 6;

    /** What means something to the text of a composite, to that of an array, or to COPY. */
    private static final List<String> PIECES = List.of(
            "\\",
            "\\.",
            "\n",
            "\r",
            "\r\n",
            "\t",
            "\"",
            "\"\"",
            ",",
            "(",
            ")",
            "{",
            "}",
            "'",
            " ",
            "NULL",
            "\\N",
            "a",
            "é",
            "\uD835\uDCB3",
            "\u2028",
            "\u0001",
            "$$",
            ";",
            "--");

    private final KintsugiDriver driver = new KintsugiDriver();
    private Cluster cluster;

    @BeforeEach
    void define() throws SQLException {
        cluster = Cluster.create("""
                main:
                  shards: {s0: {nodes: [s0]}, s1: {nodes: [s1]}}
                  tables: {texts: {key: id}, lone: {key: t}, made: {key: id}}
                """);
        try (Connection connection = connect("");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TYPE pair AS (one text, other text)");
            statement.execute("CREATE DOMAIN short AS text CHECK (length(VALUE) < 100)");
            statement.execute(
                    "CREATE TABLE texts (id bigint PRIMARY KEY, t text, a text[], p pair, s short, b bytea, c char(8),"
                            + " j jsonb, n numeric, f float8)");
            statement.execute("CREATE TABLE lone (t text PRIMARY KEY)");
            statement.execute(
                    "CREATE TABLE made (id bigint PRIMARY KEY, t text, u text GENERATED ALWAYS AS (t || t) STORED)");
        }
    }

    @AfterEach
    void stop() {
        driver.engines().close();
    }

    /** Every row goes into the tables. */
    private Connection connect(String options) throws SQLException {
        return Contestants.connect(driver, cluster.url() + "?workbenchMemberRowsMax=0" + options);
    }

    private static String text(Random random) {
        return random.ints(random.nextInt(LONGEST), 0, PIECES.size())
                .mapToObj(PIECES::get)
                .collect(Collectors.joining());
    }

    private static void insert(Connection connection, String sql, List<List<Object>> rows) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (List<Object> row : rows) {
                for (int column = 0; column < row.size(); column++) {
                    insert.setObject(column + 1, row.get(column));
                }
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static List<String> rows(Connection connection, String sql) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                List<String> row = new ArrayList<>();
                for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                    row.add(String.valueOf(rows.getString(column)));
                }
                found.add(String.join("|", row));
            }
        }
        found.sort(null);
        return found;
    }

    @Test
    void awkwardValues_comeThroughAsTheyAre() throws SQLException {
        long seed = Seed.of("rows of a leased database");
        Random random = new Random(seed);
        List<List<Object>> rows = new ArrayList<>();
        for (long id = 0; id < ROWS; id++) {
            String t = text(random);
            rows.add(List.of(id, t, text(random), text(random), text(random), text(random), text(random)));
        }
        try (Connection connection = connect("&workbenchLoadRows=" + (1 + random.nextInt(ROWS)))) {
            insert(
                    connection,
                    "INSERT INTO texts (id, t, a, p, s, b, c, j, n, f) VALUES (?, NULLIF(?, ''), ARRAY[?, NULL, ''],"
                            + " ROW(?, NULL)::pair, ?, convert_to(?, 'UTF8'), left(?, 3), to_jsonb('x'::text), 'NaN', '-0')",
                    rows);
            assertThat(rows(
                            connection,
                            "SELECT x.* FROM texts x JOIN texts y ON y.t IS NOT DISTINCT FROM x.t"
                                    + " AND y.id = x.id"))
                    .as("seed %d", seed)
                    .hasSize(ROWS)
                    .isEqualTo(rows(connection, "SELECT x.* FROM texts x"));
        }
    }

    @Test
    void tablesOfOneColumn_keepEmptyTextsApartFromNull() throws SQLException {
        List<List<Object>> rows = new ArrayList<>();
        for (String piece : PIECES) {
            rows.add(List.of(piece));
            rows.add(List.of("x" + piece + "\n" + piece + "\ny"));
        }
        rows.add(List.of(""));
        try (Connection connection = connect("")) {
            insert(connection, "INSERT INTO lone (t) VALUES (?)", rows);
            assertThat(rows(connection, "SELECT x.t FROM lone x JOIN lone y ON x.t || 'z' = y.t || 'z'"))
                    .hasSize(rows.size())
                    .isEqualTo(rows(connection, "SELECT t FROM lone"));
        }
    }

    @Test
    void generatedColumns_areMadeThere() throws SQLException {
        List<List<Object>> rows = List.of(List.of(1L, "\\\n\\."), List.of(2L, ""), List.of(3L, "\"(,)"));
        try (Connection connection = connect("")) {
            insert(connection, "INSERT INTO made (id, t) VALUES (?, ?)", rows);
            assertThat(rows(connection, "SELECT x.* FROM made x JOIN made y ON x.u || 'z' = y.u || 'z'"))
                    .hasSize(rows.size())
                    .isEqualTo(rows(connection, "SELECT * FROM made"));
        }
    }
}
