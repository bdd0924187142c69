package io.kintsugi.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Queries that no shard can finish alone: in transactions, as every kind of result, and beyond their budget. */
final class WorkbenchIT extends Differential {
    private static final String PAIRS = "SELECT a.user_id, b.user_id AS other, a.age FROM users a"
            + " JOIN users b ON a.age = b.age AND a.user_id < b.user_id ORDER BY 1, 2";

    private static void fill(Connection connection) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO users (user_id, name, age) VALUES (?, ?, ?)")) {
            for (int id = 1; id <= 40; id++) {
                insert.setLong(1, id);
                insert.setString(2, "name " + id);
                insert.setInt(3, 20 + id % 7);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static int read(ResultSet rows) throws SQLException {
        int count = 0;
        while (rows.next()) {
            count++;
        }
        return count;
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void writesOfTheTransaction_areSeen_andForgottenAfterItsRollback() throws SQLException {
        same((connection, transcript) -> {
            fill(connection);
            connection.setAutoCommit(false);
            run(connection, "UPDATE users SET age = 20 WHERE user_id = 3");
            run(connection, "DELETE FROM users WHERE user_id = 3 AND age = 21");
            try (Statement statement = connection.createStatement()) {
                transcript.rows("inside", statement.executeQuery(PAIRS));
                connection.rollback();
                transcript.rows("after", statement.executeQuery(PAIRS));
            }
        });
    }

    @Test
    void errors_doomTheTransaction() throws SQLException {
        same((connection, transcript) -> {
            fill(connection);
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                transcript.attempt(
                        "while rows are read",
                        () -> read(statement.executeQuery(
                                "SELECT 1 / (a.user_id - b.user_id) FROM users a JOIN users b ON a.age = b.age")));
                transcript.attempt("next", () -> statement.executeQuery("SELECT name FROM users WHERE user_id = 1"));
                connection.rollback();
                transcript.attempt(
                        "before any is read",
                        () -> statement.executeQuery("SELECT nope FROM users a JOIN users b ON a.age = b.age"));
                transcript.attempt("next", () -> statement.executeQuery("SELECT name FROM users WHERE user_id = 1"));
                connection.rollback();
                transcript.rows("sound again", statement.executeQuery(PAIRS));
            }
        });
    }

    @Test
    void settingsOfTheTransaction_areThoseOfTheQuery_andOfNothingAfterIt() throws SQLException {
        String shown = "SELECT a.user_id, (interval '26 hours')::text, (timestamptz '2024-01-01 00:00+00')::text"
                + " FROM users a JOIN users b ON a.age = b.age WHERE b.user_id = a.user_id + 7 ORDER BY 1";
        same((connection, transcript) -> {
            fill(connection);
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                transcript.rows("before", statement.executeQuery(shown));
                statement.execute("SET LOCAL IntervalStyle = 'iso_8601'");
                statement.execute("SET TimeZone = 'Asia/Tokyo'");
                transcript.rows("inside", statement.executeQuery(shown));
                connection.commit();
                transcript.rows("after the commit", statement.executeQuery(shown));
                statement.execute("SET LOCAL TimeZone = 'America/Lima'");
                transcript.rows("inside again", statement.executeQuery(shown));
                connection.rollback();
                transcript.rows("after the rollback", statement.executeQuery(shown));
            }
        });
    }

    @Test
    void clocks_showTheInstantOfTheTransaction_whicheverShardsAreAsked() throws SQLException {
        String merged = "SELECT count(*) FROM users WHERE now() = CAST(? AS timestamptz)";
        String joined = "SELECT count(*) FROM users a JOIN users b ON a.age = b.age WHERE current_timestamp"
                + " = CAST(? AS timestamptz)";
        same((connection, transcript) -> {
            fill(connection);
            connection.setAutoCommit(false);
            for (int round = 0; round < 3; round++) {
                try (Statement statement = connection.createStatement();
                        ResultSet first = statement.executeQuery(
                                "SELECT now()::text FROM users WHERE user_id = " + (3 + round))) {
                    first.next();
                    String instant = first.getString(1);
                    for (String sql : List.of(merged, joined)) {
                        try (PreparedStatement select = connection.prepareStatement(sql)) {
                            select.setString(1, instant);
                            transcript.rows("round " + round, select.executeQuery());
                        }
                    }
                }
                connection.commit();
            }
        });
    }

    @Test
    void results_areOfEveryKind() throws SQLException {
        same((connection, transcript) -> {
            fill(connection);
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
            try (Statement scrolling =
                            connection.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY);
                    ResultSet rows = scrolling.executeQuery(PAIRS)) {
                transcript.say("last", rows.last() + " " + rows.getRow() + " " + rows.getLong(1));
                transcript.say("third", rows.absolute(3) + " " + rows.getLong("other"));
            }
            try (Statement portions = connection.createStatement()) {
                portions.setFetchSize(2);
                transcript.rows("portions", portions.executeQuery(PAIRS));
                portions.setMaxRows(3);
                transcript.rows("first three", portions.executeQuery(PAIRS));
            }
            connection.commit();
            try (Statement holding = connection.createStatement(
                            ResultSet.TYPE_FORWARD_ONLY,
                            ResultSet.CONCUR_READ_ONLY,
                            ResultSet.HOLD_CURSORS_OVER_COMMIT);
                    ResultSet rows = holding.executeQuery(PAIRS)) {
                transcript.say("first", rows.next() + " " + rows.getLong(1));
                connection.commit();
                transcript.say("second", rows.next() + " " + rows.getLong(1));
            }
            connection.rollback();
            connection.setAutoCommit(true);
            try (Statement first = connection.createStatement();
                    Statement second = connection.createStatement();
                    ResultSet outer = first.executeQuery(PAIRS)) {
                outer.next();
                transcript.rows("while another is open", second.executeQuery(PAIRS));
                transcript.say("the other", outer.next() + " " + outer.getLong(2));
            }
        });
    }

    @Test
    void parameters_meanTheSameBeforeAndAfterThePull() throws SQLException {
        same((connection, transcript) -> {
            fill(connection);
            try (PreparedStatement select = connection.prepareStatement(
                    "SELECT a.name, ? AS given FROM users a"
                            + " WHERE a.user_id > ? AND a.age IN (SELECT b.age FROM users b WHERE b.name LIKE ?) ORDER BY 1 LIMIT ?")) {
                transcript.say("parameters", select.getParameterMetaData().getParameterCount());
                transcript.say("columns", select.getMetaData().getColumnCount());
                for (int run = 1; run <= 7; run++) {
                    select.setString(1, "run " + run);
                    select.setLong(2, run * 3L);
                    select.setString(3, "%" + run);
                    select.setInt(4, run);
                    transcript.rows("run " + run, select.executeQuery());
                }
            }
        });
    }

    @Test
    void queriesBeyondTheBudget_areRefused_andKeepNothing() throws SQLException {
        Cluster cluster = Cluster.create("""
                main:
                  shards: {s0: {nodes: [s0]}, s1: {nodes: [s1]}}
                  tables: {users: {key: user_id}}
                """);
        KintsugiDriver driver = new KintsugiDriver();
        String url = cluster.url() + "?workbenchRowsMax=10&poolSizePerNode=1&poolWaitMillis=250&lingerMillis=0";
        try (Connection connection = Contestants.connect(driver, url);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE users (user_id bigint PRIMARY KEY, name text, age integer)");
            fill(connection);
            for (int time = 0; time < 3; time++) {
                assertThatThrownBy(() -> statement.executeQuery(PAIRS))
                        .hasMessageContaining("K1402")
                        .hasMessageContaining("workbenchRowsMax");
            }
            String one = PAIRS.replace("ORDER BY", "WHERE a.user_id < 5 ORDER BY");
            assertThatThrownBy(() -> statement.executeQuery(one)).hasMessageContaining("K1402");
            String both = PAIRS.replace("ORDER BY", "WHERE a.user_id < 5 AND b.user_id < 9 ORDER BY");
            try (ResultSet rows = statement.executeQuery(both)) {
                assertThat(rows.next()).isTrue();
            }
            try (ResultSet rows = statement.executeQuery("SELECT count(DISTINCT age) FROM users WHERE user_id < 8")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getInt(1)).isEqualTo(7);
            }
        } finally {
            driver.engines().close();
        }
    }

    @Test
    void fewRowsOfManyCharacters_areNotHeld_butPutIntoALeasedDatabase() throws SQLException {
        Cluster cluster = Cluster.create("""
                main:
                  shards: {s0: {nodes: [s0]}, s1: {nodes: [s1]}}
                  tables: {users: {key: user_id}}
                """);
        KintsugiDriver driver = new KintsugiDriver();
        String url = cluster.url() + "?workbenchHeldCharactersMax=1000&lingerMillis=0";
        try (Connection connection = Contestants.connect(driver, url);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE users (user_id bigint PRIMARY KEY, name text, age integer)");
            fill(connection);
            assertThat(measured(statement)).noneMatch(line -> line.startsWith("measured load"));
            int pairs = read(statement.executeQuery(PAIRS));
            run(connection, "SET kintsugi.transaction_mode = 'best-effort'");
            run(connection, "UPDATE users SET name = repeat(name, 100)");
            assertThat(measured(statement)).anyMatch(line -> line.startsWith("measured load"));
            assertThat(read(statement.executeQuery(PAIRS))).isEqualTo(pairs);
        } finally {
            driver.engines().close();
        }
    }

    private static List<String> measured(Statement statement) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery("EXPLAIN (ROUTE, ANALYZE) " + PAIRS)) {
            while (rows.next()) {
                lines.add(rows.getString(1));
            }
        }
        return lines;
    }
}
