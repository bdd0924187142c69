package io.kintsugi.jdbc.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kintsugi.testkit.engine.MySqlTest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Queries that no shard can finish alone, on MySQL: in transactions, as every kind of result, beyond their budget. */
@MySqlTest
class MySqlWorkbenchIT {
    private static final String TABLES = "users: {key: user_id}\n";
    private static final String USERS = "CREATE TABLE users (user_id bigint PRIMARY KEY, name varchar(20), age integer,"
            + " seen timestamp(3) NULL, day date, note json)";
    private static final String PAIRS = "SELECT a.user_id, b.user_id AS other, a.age FROM users a"
            + " JOIN users b ON a.age = b.age AND a.user_id < b.user_id ORDER BY 1, 2";
    private static final String AT_ONCE = "&lingerMillis=0";

    /** What is done alike on one plain database and on the cluster, noting what it sees. */
    private interface Use {
        void on(Connection connection, List<String> seen) throws SQLException;
    }

    private static void same(String properties, Use use) throws SQLException {
        MySqlCluster cluster = MySqlCluster.create(2, TABLES);
        List<String> expected = new ArrayList<>();
        List<String> found = new ArrayList<>();
        try (Connection plain = cluster.plain()) {
            fill(plain);
            use.on(plain, expected);
        }
        try (Connection ours = cluster.sharded(AT_ONCE + properties)) {
            fill(ours);
            use.on(ours, found);
        }
        assertThat(found).isEqualTo(expected);
        assertThat(expected).isNotEmpty();
    }

    private static void fill(Connection connection) throws SQLException {
        run(connection, USERS);
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO users (user_id, name, age, seen) VALUES (?, ?, ?, FROM_UNIXTIME(?))")) {
            for (int id = 1; id <= 40; id++) {
                insert.setLong(1, id);
                insert.setString(2, "name " + id);
                insert.setInt(3, 20 + id % 7);
                insert.setLong(4, 1_700_000_000L + id);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void note(List<String> seen, ResultSet rows) throws SQLException {
        ResultSetMetaData shape = rows.getMetaData();
        for (int column = 1; column <= shape.getColumnCount(); column++) {
            seen.add(shape.getColumnLabel(column) + " " + shape.getColumnTypeName(column));
        }
        while (rows.next()) {
            StringBuilder row = new StringBuilder();
            for (int column = 1; column <= shape.getColumnCount(); column++) {
                row.append(rows.getString(column)).append('|');
            }
            seen.add(row.toString());
        }
    }

    private static void ask(Connection connection, List<String> seen, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            note(seen, rows);
        } catch (SQLException failed) {
            seen.add(failed.getSQLState() + " " + failed.getErrorCode());
        }
    }

    @Test
    void writesOfTheTransaction_areSeen_andForgottenAfterItsRollback() throws SQLException {
        same("", (connection, seen) -> {
            connection.setAutoCommit(false);
            run(connection, "UPDATE users SET age = 20 WHERE user_id = 3");
            run(connection, "DELETE FROM users WHERE user_id = 4");
            ask(connection, seen, PAIRS);
            connection.rollback();
            ask(connection, seen, PAIRS);
        });
    }

    @Test
    void errors_undoTheirStatementAlone() throws SQLException {
        same("", (connection, seen) -> {
            connection.setAutoCommit(false);
            run(connection, "UPDATE users SET age = 99 WHERE user_id = 3");
            ask(connection, seen, "SELECT (SELECT age FROM users), a.age FROM users a");
            ask(connection, seen, "SELECT nope FROM users a JOIN users b ON a.age = b.age");
            ask(connection, seen, "SELECT a.age, COUNT(*) FROM users a JOIN users b ON a.age = b.age");
            connection.commit();
            ask(connection, seen, "SELECT a.user_id FROM users a WHERE a.age >= ALL (SELECT age FROM users)");
        });
    }

    @Test
    void settings_areThoseOfTheSession_inATransactionToo() throws SQLException {
        String shown = "SELECT a.user_id, a.seen, a.age / 7, 'A' = 'a', @@sql_mode = '' OR 1, NOW() > a.seen"
                + " FROM users a JOIN users b ON a.age = b.age WHERE b.user_id = a.user_id + 7 ORDER BY 1";
        String plainly = shown.replace("@@sql_mode = '' OR 1", "1");
        same("", (connection, seen) -> {
            ask(connection, seen, plainly);
            run(connection, "SET time_zone = '+05:30', div_precision_increment = 9");
            ask(connection, seen, plainly);
            connection.setAutoCommit(false);
            run(connection, "UPDATE users SET age = 21 WHERE user_id = 1");
            run(connection, "SET time_zone = '-03:00', collation_connection = 'utf8mb4_bin'");
            ask(connection, seen, plainly);
            connection.rollback();
            ask(connection, seen, plainly);
        });
    }

    @Test
    void results_areOfEveryKind() throws SQLException {
        same("", (connection, seen) -> {
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
            try (Statement scrolling =
                            connection.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY);
                    ResultSet rows = scrolling.executeQuery(PAIRS)) {
                seen.add(rows.last() + " " + rows.getRow() + " " + rows.getLong(1));
                seen.add(rows.absolute(3) + " " + rows.getLong("other"));
            }
            try (Statement portions = connection.createStatement()) {
                portions.setFetchSize(2);
                note(seen, portions.executeQuery(PAIRS));
                portions.setMaxRows(3);
                note(seen, portions.executeQuery(PAIRS));
            }
            connection.commit();
            connection.setAutoCommit(true);
            ask(connection, seen, PAIRS);
        });
    }

    @Test
    void parameters_meanTheSameBeforeAndAfterThePull() throws SQLException {
        same("", MySqlWorkbenchIT::runPrepared);
    }

    private static void runPrepared(Connection connection, List<String> seen) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT a.name, ? AS given FROM users a"
                + " WHERE a.user_id > ? AND a.age IN (SELECT b.age FROM users b WHERE b.name LIKE ?) ORDER BY 1"
                + " LIMIT ?")) {
            seen.add("parameters " + select.getParameterMetaData().getParameterCount());
            for (int run = 1; run <= 5; run++) {
                select.setString(1, "run 'n' \\ ?" + run);
                select.setLong(2, run * 3L);
                select.setString(3, "%" + run);
                select.setInt(4, run);
                note(seen, select.executeQuery());
            }
        }
    }

    @Test
    void datesOfZeros_comeThrough_whereTheSessionTakesThem() throws SQLException {
        String zeros = "SELECT a.user_id, CAST(a.day AS CHAR), CAST(a.seen AS CHAR) FROM users a"
                + " WHERE a.user_id < (SELECT MIN(user_id) + 3 FROM users) ORDER BY 1";
        same("", (connection, seen) -> {
            run(connection, "SET sql_mode = ''");
            run(connection, "UPDATE users SET day = '0000-00-00', seen = '0000-00-00 00:00:00' WHERE user_id = 1");
            run(connection, "UPDATE users SET day = '2024-00-31' WHERE user_id = 2");
            ask(connection, seen, zeros);
        });
    }

    @Test
    void values_thatTextCannotCarry_areRefused() throws SQLException {
        MySqlCluster cluster = MySqlCluster.create(2, TABLES);
        try (Connection connection = cluster.sharded(AT_ONCE);
                Statement statement = connection.createStatement()) {
            fill(connection);
            run(
                    connection,
                    "UPDATE users SET note = JSON_OBJECT('price', CAST(1.10 AS DECIMAL(4,2))) WHERE user_id = 1");
            assertThatThrownBy(() -> statement.executeQuery(PAIRS)).hasMessageContaining("K1002");
            run(connection, "UPDATE users SET note = NULL WHERE user_id = 1");
            run(connection, "UPDATE users SET note = '{\"price\": 1.10}' WHERE user_id = 1");
            statement.executeQuery(PAIRS);
            run(connection, "SET sql_mode = ''");
            run(connection, "UPDATE users SET day = '0000-00-00' WHERE user_id = 1");
            run(connection, "SET sql_mode = 'STRICT_TRANS_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE'");
            assertThatThrownBy(() -> statement.executeQuery(PAIRS)).hasMessageContaining("K1002");
        }
    }

    @Test
    void queriesBeyondTheBudget_areRefused_andKeepNothing() throws SQLException {
        MySqlCluster cluster = MySqlCluster.create(2, TABLES);
        String few = "&workbenchRowsMax=10&poolSizePerNode=1&poolWaitMillis=2000";
        try (Connection connection = cluster.sharded(AT_ONCE + few);
                Statement statement = connection.createStatement()) {
            fill(connection);
            for (int time = 0; time < 3; time++) {
                assertThatThrownBy(() -> statement.executeQuery(PAIRS))
                        .hasMessageContaining("K1402")
                        .hasMessageContaining("workbenchRowsMax");
            }
            try (ResultSet rows = statement.executeQuery("SELECT COUNT(DISTINCT age) FROM users WHERE user_id < 8")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getInt(1)).isEqualTo(7);
            }
        }
    }

    @Test
    void rowsThatWouldBeTooMuchToHold_orToSend_areRefusedWhileTheyArePulled() throws SQLException {
        MySqlCluster cluster = MySqlCluster.create(2, TABLES);
        try (Connection connection = cluster.sharded(AT_ONCE)) {
            fill(connection);
        }
        String one = "&poolSizePerNode=1&poolWaitMillis=2000";
        assertRefused(cluster, one + "&workbenchHeldCharactersMax=200", "workbenchHeldCharactersMax");
        // Less than 65,536 bytes of it are kept for the query itself, and a character may take three.
        assertRefused(cluster, one + "&maxAllowedPacket=66136", "send more than 200 characters");
    }

    private static void assertRefused(MySqlCluster cluster, String properties, String words) throws SQLException {
        try (Connection connection = cluster.sharded(AT_ONCE + properties);
                Statement statement = connection.createStatement()) {
            for (int time = 0; time < 2; time++) {
                assertThatThrownBy(() -> statement.executeQuery(PAIRS))
                        .hasMessageContaining("K1402")
                        .hasMessageContaining(words);
            }
            try (ResultSet rows = statement.executeQuery("SELECT COUNT(DISTINCT age) FROM users WHERE user_id < 8")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getInt(1)).isEqualTo(7);
            }
        }
    }

    @Test
    void withoutTheCatalog_theOtherTiersAnswer() throws SQLException {
        MySqlCluster cluster = MySqlCluster.create(2, TABLES);
        try (Connection connection = cluster.sharded(AT_ONCE);
                Connection server = cluster.plain()) {
            fill(connection);
            List<String> before = new ArrayList<>();
            ask(connection, before, "SELECT name FROM users WHERE user_id = 7");
            ask(connection, before, "SELECT user_id, age FROM users ORDER BY age, user_id LIMIT 5");
            run(server, "DROP DATABASE " + cluster.catalogDatabase());
            List<String> after = new ArrayList<>();
            ask(connection, after, "SELECT name FROM users WHERE user_id = 7");
            ask(connection, after, "SELECT user_id, age FROM users ORDER BY age, user_id LIMIT 5");
            assertThat(after).isEqualTo(before);
        }
    }
}
