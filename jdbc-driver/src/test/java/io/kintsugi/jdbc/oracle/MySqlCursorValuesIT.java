package io.kintsugi.jdbc.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.kintsugi.jdbc.oracle.Setters.Setter;
import io.kintsugi.testkit.engine.MySqlTest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A value beside a column that is no key, in a read of all shards by cursors, means what it means to one database that
 * the native driver sends a text with literals to.
 */
@MySqlTest
class MySqlCursorValuesIT {
    private static final int SHARDS = 3;
    private static final String REFUSAL = "KZ";

    private static final List<String> COLUMNS = List.of("i", "b", "d", "f", "t", "m", "s", "y");

    private static final List<String> TABLE = List.of(
            "CREATE TABLE r (id bigint PRIMARY KEY, i int, b bigint, d decimal(20,4), f double, t date, m datetime(6),"
                    + " s varchar(60), y varbinary(60))",
            "INSERT INTO r VALUES (1, 0, 0, 0, 0, '2024-01-01', '2024-01-01 12:30:00', 'abc', 'abc')",
            "INSERT INTO r VALUES (2, 1, 1, 1, 1, '2024-01-02', '2024-01-01 00:00:00', '1abc', '1abc')",
            "INSERT INTO r VALUES (3, 7, 7, 7, 7, '1500-03-01', '1500-03-01 00:00:00', '', '')",
            "INSERT INTO r VALUES (4, -7, -7, -7, 0.1, '2024-01-01', '2024-01-01 12:30:00.123456', '7', '7')",
            "INSERT INTO r VALUES (5, 30001, 3000000000, 2.5, 16777216, NULL, NULL, 'u1', 'u1')",
            "INSERT INTO r VALUES (6, NULL, NULL, NULL, NULL, '2024-02-29', '2024-02-29 23:59:59', 'é', x'01020304')",
            "INSERT INTO r VALUES (7, 2, 9007199254740993, 0.1, 2.504, '2023-12-31', '2023-12-31', '0', x'c3a9')",
            "INSERT INTO r VALUES (8, 16777217, -3000000000, 100, 1e30, '2024-01-01', '2024-01-01', NULL, NULL)");

    /** Whatever quoting could get wrong. */
    private static final List<String> TEXTS = List.of(
            "it's",
            "'",
            "''",
            "\\",
            "\\'",
            "a\\",
            "\"",
            "`",
            "?",
            "'?",
            "{d '2024-01-01'}",
            "\\' {fn now()} '",
            "/* ? */",
            "-- ?",
            "#",
            "a;b",
            "%_\\%",
            "\0\b\n\r\t\u001a",
            "\u00a5\u20a9€é",
            "\ud83d\ude00");

    private final SharedServer server = new MySqlDatabases();
    private Connection ours;
    private Connection plain;
    private int refused;

    @BeforeEach
    void create() throws SQLException {
        StringBuilder shards = new StringBuilder();
        for (int shard = 0; shard < SHARDS; shard++) {
            shards.append("    s")
                    .append(shard)
                    .append(": {nodes: [s")
                    .append(shard)
                    .append("]}\n");
        }
        ours = OracleCluster.create(server, SHARDS, "main:\n  shards:\n" + shards + "  tables: {r: {key: id}}\n")
                .connect();
        plain = server.connectPlainly(server.newDatabase());
        OracleCluster.run(ours, TABLE);
        OracleCluster.run(plain, TABLE);
    }

    @AfterEach
    void close() throws SQLException {
        ours.close();
        plain.close();
    }

    @Test
    void aValueOfSomeSetter_besideEachColumn_isTheValueInAText() throws SQLException {
        List<Setter> setters = new ArrayList<>(SettersIT.sample());
        setters.addAll(Setters.streamsOfMySql());
        setters.addAll(texts(List.of("abc", "1abc", "", "7", "0x07", "1e0", " 7", "2024-01-01", "2024-01-01 12:30")));
        check(setters, List.of("SELECT id FROM r WHERE %s = ?", "SELECT id FROM r WHERE %s < ?"));
    }

    @Test
    @Tag("proof")
    void aValueOfEverySetter_besideEachColumn_isTheValueInAText() throws SQLException {
        check(SettersIT.all(), List.of("SELECT id FROM r WHERE %s = ?", "SELECT id FROM r WHERE COALESCE(%s, 7) > ?"));
    }

    private void check(List<Setter> setters, List<String> queries) throws SQLException {
        List<String> faults = new ArrayList<>();
        int compared = 0;
        for (String column : COLUMNS) {
            for (String query : queries) {
                String sql = String.format(query, column);
                for (Setter setter : setters) {
                    faults.addAll(faults(sql, setter));
                    compared++;
                }
            }
        }
        System.out.println("values beside columns: " + compared + " compared, " + refused + " refused");
        assertThat(faults).as(String.join("\n", faults)).isEmpty();
        assertThat(refused).isLessThan(compared / 2);
    }

    private List<String> faults(String sql, Setter setter) {
        String found = answer(ours, sql, setter);
        if (found.startsWith(REFUSAL)) {
            refused++;
            return List.of();
        }
        String expected = answer(plain, sql, setter);
        return found.equals(expected)
                ? List.of()
                : List.of(setter + ": " + sql + ": " + found + " instead of " + expected);
    }

    private static String answer(Connection connection, String sql, Setter setter) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            setter.call().on(statement);
            return rows(statement);
        } catch (SQLException failed) {
            return String.valueOf(failed.getSQLState()).startsWith(REFUSAL) ? failed.getSQLState() : "failed";
        } catch (RuntimeException failed) {
            // The native driver fails so at some texts that are no numbers.
            return "failed";
        }
    }

    private static String rows(PreparedStatement statement) throws SQLException {
        List<String> found = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                found.add(rows.getString(1) + (columns > 1 ? rows.getString(2) : ""));
            }
        }
        found.sort(null);
        return found.toString();
    }

    private static List<Setter> texts(List<String> texts) {
        return texts.stream()
                .map(text -> new Setter("setString '" + text + "'", s -> s.setString(1, text)))
                .toList();
    }

    @Test
    void textsOfEveryKind_arriveAsTheyAre_inEveryMode() throws SQLException {
        String sql = "SELECT id, CONCAT('?', ?) /* ? */ FROM r WHERE s <> '?' AND i >= {fn abs(-0)} -- ?";
        for (String mode : List.of("''", "'NO_BACKSLASH_ESCAPES'", "'ANSI_QUOTES'", "'NO_BACKSLASH_ESCAPES,ANSI'")) {
            OracleCluster.run(ours, List.of("SET sql_mode = " + mode));
            for (String text : TEXTS) {
                try (PreparedStatement statement = ours.prepareStatement(sql)) {
                    statement.setString(1, text);
                    assertThat(rows(statement))
                            .as("%s in mode %s", text, mode)
                            .isEqualTo(
                                    "[1?" + text + ", 2?" + text + ", 3?" + text + ", 5?" + text + ", 7?" + text + "]");
                }
            }
        }
    }

    @Test
    void textsWrittenWhereNoBackslashEscapes_areTheSameInALaterMode() throws SQLException {
        OracleCluster.run(ours, List.of("SET sql_mode = 'NO_BACKSLASH_ESCAPES'"));
        for (int number = 0; number < TEXTS.size(); number++) {
            try (PreparedStatement insert = ours.prepareStatement("INSERT INTO r (id, s) VALUES (?, ?)")) {
                insert.setLong(1, 100 + number);
                insert.setString(2, TEXTS.get(number));
                insert.execute();
            }
        }
        OracleCluster.run(ours, List.of("SET sql_mode = ''"));
        for (int number = 0; number < TEXTS.size(); number++) {
            try (PreparedStatement find = ours.prepareStatement("SELECT s FROM r WHERE id >= 100 AND id = ?")) {
                find.setLong(1, 100 + number);
                assertThat(rows(find)).isEqualTo("[" + TEXTS.get(number) + "]");
            }
        }
    }

    @Test
    void aBoundRead_isReadByACursor() throws SQLException {
        long before = fetches();
        try (PreparedStatement statement = ours.prepareStatement("SELECT id FROM r WHERE s <> ?")) {
            statement.setString(1, "no such");
            assertThat(rows(statement)).isEqualTo("[1, 2, 3, 4, 5, 6, 7]");
        }
        assertThat(fetches()).isGreaterThanOrEqualTo(before + SHARDS);
    }

    private long fetches() throws SQLException {
        try (Statement statement = plain.createStatement();
                ResultSet rows = statement.executeQuery("SHOW GLOBAL STATUS LIKE 'Com_stmt_fetch'")) {
            rows.next();
            return rows.getLong(2);
        }
    }
}
