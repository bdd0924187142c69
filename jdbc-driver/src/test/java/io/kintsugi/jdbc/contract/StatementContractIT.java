package io.kintsugi.jdbc.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** Plain statements: results, counts and limits. */
final class StatementContractIT extends JdbcContract {
    @Test
    void execute_saysWhetherThereAreRows() throws Exception {
        users(3);
        try (Statement statement = connection.createStatement()) {
            assertThat(statement.execute("SELECT name FROM users WHERE user_id = 2"))
                    .isTrue();
            assertThat(statement.getUpdateCount()).isEqualTo(-1);
            assertThat(rows(statement.getResultSet())).hasSize(1);
            assertThat(statement.getMoreResults()).isFalse();
            assertThat(statement.getUpdateCount()).isEqualTo(-1);
            assertThat(statement.execute("UPDATE users SET age = 8 WHERE user_id = 2"))
                    .isFalse();
            assertThat(statement.getResultSet()).isNull();
            assertThat(statement.getUpdateCount()).isEqualTo(1);
            assertThat(statement.getLargeUpdateCount()).isEqualTo(1);
            assertThat(statement.getMoreResults()).isFalse();
            assertThat(statement.getUpdateCount()).isEqualTo(-1);
        }
    }

    @Test
    void updateCounts_areExactOverShards() throws Exception {
        users(20);
        try (Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate("UPDATE users SET age = 1")).isEqualTo(20);
            assertThat(statement.executeLargeUpdate("UPDATE users SET age = 2 WHERE user_id > 5"))
                    .isEqualTo(15);
            assertThat(statement.executeUpdate("UPDATE users SET age = 3 WHERE user_id IN (1, 2, 3, 400)"))
                    .isEqualTo(3);
            assertThat(statement.executeUpdate("DELETE FROM users WHERE user_id = 999"))
                    .isZero();
            assertThat(statement.executeUpdate(
                            "INSERT INTO users (user_id, name) VALUES (31, 'a'), (32, 'b'), (33, 'c'), (34, 'd')"))
                    .isEqualTo(4);
            assertThat(statement.executeUpdate("DELETE FROM users")).isEqualTo(24);
            assertThat(statement.executeUpdate("INSERT INTO country VALUES ('JP', 'Japan'), ('IN', 'India')"))
                    .isEqualTo(2);
            assertThat(statement.executeUpdate("UPDATE country SET name = upper(name)"))
                    .isEqualTo(2);
        }
    }

    @Test
    void queryAndUpdate_refuseTheOther() throws Exception {
        users(1);
        try (Statement statement = connection.createStatement()) {
            assertFails(() -> statement.executeQuery("UPDATE users SET age = 1 WHERE user_id = 1"));
            assertFails(() -> statement.executeUpdate("SELECT 1"));
            assertFails(() -> statement.executeLargeUpdate("SELECT name FROM users WHERE user_id = 1"));
        }
    }

    @Test
    void newExecution_closesTheOldResult() throws Exception {
        users(2);
        try (Statement statement = connection.createStatement()) {
            ResultSet first = statement.executeQuery("SELECT name FROM users ORDER BY user_id");
            ResultSet second = statement.executeQuery("SELECT name FROM users WHERE user_id = 1");
            assertThat(first.isClosed()).isTrue();
            assertThat(second.getStatement()).isSameAs(statement);
            assertThat(second.next()).isTrue();
        }
    }

    /**
     * The native driver closes the statement here, though it closes that result itself, and then refuses to run; one
     * that runs hurts nobody. Never may it run and be closed.
     */
    @Test
    void closeOnCompletion_isNotForWhatTheStatementClosesItself() throws Exception {
        recorder.pause();
        users(3);
        if (!isOurs()) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            statement.closeOnCompletion();
            ResultSet first = statement.executeQuery("SELECT name FROM users ORDER BY user_id");
            assertThat(statement.executeUpdate("UPDATE users SET age = 1")).isEqualTo(3);
            assertThat(first.isClosed()).isTrue();
            assertThat(statement.isClosed()).isFalse();
            statement.executeQuery("SELECT name FROM users WHERE user_id = 1");
            statement.addBatch("UPDATE users SET age = 2 WHERE user_id = 1");
            assertThat(statement.executeBatch()).containsExactly(1);
            assertThat(statement.isClosed()).isFalse();
        }
        assertThat(one("SELECT sum(age) FROM users")).isEqualTo("4");
    }

    @Test
    void closeOnCompletion_closesWithTheLastResult() throws Exception {
        users(3);
        try (Statement statement = connection.createStatement()) {
            statement.closeOnCompletion();
            ResultSet last = statement.executeQuery("SELECT name FROM users WHERE user_id = 2");
            assertThat(last.next()).isTrue();
            assertThat(statement.isCloseOnCompletion()).isTrue();
            last.close();
            assertThat(statement.isClosed()).isTrue();
            assertFails(() -> statement.executeUpdate("UPDATE users SET age = 3"));
        }
        try (PreparedStatement select =
                connection.prepareStatement("SELECT name FROM users WHERE user_id > ? ORDER BY user_id")) {
            select.closeOnCompletion();
            select.setLong(1, 1);
            assertThat(rows(select.executeQuery())).hasSize(2);
            assertThat(select.isClosed()).isFalse();
            select.getResultSet().close();
            assertThat(select.isClosed()).isTrue();
        }
    }

    @Test
    void closeOnCompletion_concernsKeysAndFurtherResults() throws Exception {
        try (Statement statement = connection.createStatement()) {
            statement.closeOnCompletion();
            statement.executeUpdate(
                    "INSERT INTO users (user_id, name) VALUES (1, 'a')", Statement.RETURN_GENERATED_KEYS);
            statement.getGeneratedKeys().close();
            statement.isClosed();
        }
        // The native drivers differ in whether this closes the statement; ours lets it be used on.
        uncompared(() -> {
            try (Statement statement = connection.createStatement()) {
                statement.closeOnCompletion();
                statement.executeQuery("SELECT 1");
                statement.getMoreResults();
                assertThat(statement.isClosed()).isEqualTo(!isOurs() && statement.isClosed());
            }
        });
    }

    @Test
    void moreResults_closesOrKeepsTheCurrent() throws Exception {
        try (Statement statement = connection.createStatement()) {
            ResultSet rows = statement.executeQuery("SELECT 1");
            assertThat(statement.getMoreResults(Statement.KEEP_CURRENT_RESULT)).isFalse();
            assertThat(rows.isClosed()).isFalse();
            assertThat(statement.execute("SELECT 2")).isTrue();
            ResultSet last = statement.getResultSet();
            assertThat(statement.getMoreResults(Statement.CLOSE_ALL_RESULTS)).isFalse();
            assertThat(last.isClosed()).isTrue();
        }
    }

    @Test
    void moreResults_closeAll_closesWhatWasKept() throws Exception {
        recorder.pause();
        if (!contestant.family().equals("postgresql")) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            assertThat(statement.execute("SHOW TimeZone; SHOW work_mem; SHOW TimeZone"))
                    .isTrue();
            ResultSet first = statement.getResultSet();
            assertThat(statement.getMoreResults(Statement.KEEP_CURRENT_RESULT)).isTrue();
            assertThat(first.isClosed()).isFalse();
            ResultSet second = statement.getResultSet();
            assertThat(statement.getMoreResults(Statement.CLOSE_ALL_RESULTS)).isTrue();
            assertThat(first.isClosed()).isTrue();
            assertThat(second.isClosed()).isTrue();
            assertThat(rows(statement.getResultSet())).hasSize(1);
            assertFails(() -> statement.execute("SHOW TimeZone; SHOW no_such_setting"));
            assertThat(statement.getResultSet()).isNull();
            assertThat(statement.getUpdateCount()).isEqualTo(-1);
        }
    }

    @Test
    void maxRows_limitsEveryResult() throws Exception {
        users(10);
        try (Statement statement = connection.createStatement()) {
            statement.setMaxRows(3);
            assertThat(statement.getMaxRows()).isEqualTo(3);
            if (isOurs()) {
                uncompared(() -> assertThat(statement.getLargeMaxRows()).isEqualTo(3));
                uncompared(() -> assertFails(Failures.ARGUMENT, () -> statement.setLargeMaxRows(-1)));
            }
            assertThat(rows(statement.executeQuery("SELECT user_id FROM users ORDER BY user_id")))
                    .hasSize(3);
            assertThat(rows(statement.executeQuery(
                            "SELECT user_id FROM users" + " WHERE user_id < 100 ORDER BY user_id DESC LIMIT 2")))
                    .hasSize(2);
            assertThat(rows(statement.executeQuery(texts.series(9)))).hasSize(3);
            statement.setMaxRows(0);
            assertThat(rows(statement.executeQuery("SELECT user_id FROM users ORDER BY user_id")))
                    .hasSize(10);
            assertFails(Failures.ARGUMENT, () -> statement.setMaxRows(-1));
        }
    }

    @Test
    void fetchSizesAndDirections_areHints() throws Exception {
        users(10);
        for (int size : new int[] {0, 1, 3, 100}) {
            for (boolean auto : new boolean[] {true, false}) {
                connection.setAutoCommit(auto);
                try (Statement statement = connection.createStatement()) {
                    statement.setFetchSize(size);
                    assertThat(statement.getFetchSize()).isEqualTo(size);
                    assertThat(rows(statement.executeQuery("SELECT user_id, name FROM users ORDER BY user_id")))
                            .hasSize(10);
                    assertThat(rows(statement.executeQuery(texts.series(7)))).hasSize(7);
                }
                connection.setAutoCommit(true);
            }
        }
        try (Statement statement = connection.createStatement()) {
            assertFails(Failures.ARGUMENT, () -> statement.setFetchSize(-5));
            statement.setFetchDirection(ResultSet.FETCH_REVERSE);
            strict(() -> assertThat(statement.getFetchDirection()).isEqualTo(ResultSet.FETCH_REVERSE));
            assertFails(Failures.ARGUMENT, () -> statement.setFetchDirection(99));
        }
    }

    @Test
    void escapes_areProcessedUnlessSwitchedOff() throws Exception {
        try (Statement statement = connection.createStatement()) {
            assertThat(rows(statement.executeQuery("SELECT {fn concat('a', 'b')}, {d '2024-02-29'}"))
                            .get(0))
                    .containsExactly("ab", "2024-02-29");
            assertThat(
                            rows(
                                    statement.executeQuery(
                                            "SELECT {fn ucase('x')}, {fn length('abc')}, {fn mod(7, 4)}, {t '01:02:03'}, {fn user()} IS NOT NULL")))
                    .hasSize(1);
            statement.setEscapeProcessing(false);
            // MySQL itself knows the syntax.
            attempt(() -> rows(statement.executeQuery("SELECT {fn concat('a', 'b')}")));
        }
    }

    @Test
    void closeOnCompletion_closesWithTheResult() throws Exception {
        Statement statement = connection.createStatement();
        assertThat(statement.isCloseOnCompletion()).isFalse();
        statement.closeOnCompletion();
        assertThat(statement.isCloseOnCompletion()).isTrue();
        ResultSet rows = statement.executeQuery("SELECT 1");
        rows.close();
        assertThat(statement.isClosed()).isTrue();
    }

    @Test
    void closedStatement_refusesEverything() throws Exception {
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT 1");
        statement.close();
        statement.close();
        assertThat(statement.isClosed()).isTrue();
        assertThat(rows.isClosed()).isTrue();
        assertFails(Failures.CLOSED, () -> statement.executeQuery("SELECT 1"));
        assertFails(Failures.CLOSED, () -> statement.getMaxRows());
        attempt(() -> statement.getResultSet());
        attempt(() -> statement.addBatch("SELECT 1"));
    }

    @Test
    void quoting_isTheDialects() throws Exception {
        try (Statement statement = connection.createStatement()) {
            for (String text : new String[] {"a", "o'b", "", "back\\slash"}) {
                attempt(() -> statement.enquoteLiteral(text));
                attempt(() -> statement.enquoteNCharLiteral(text));
                attempt(() -> statement.enquoteIdentifier(text, false));
                attempt(() -> statement.enquoteIdentifier(text, true));
                attempt(() -> statement.isSimpleIdentifier(text));
            }
            attempt(() -> statement.enquoteIdentifier("select", false));
            attempt(() -> statement.enquoteIdentifier("has\"quote", true));
            assertThat(statement.isSimpleIdentifier("plain")).isTrue();
        }
    }

    @Test
    void properties_areKept() throws Exception {
        try (Statement statement = connection.createStatement()) {
            statement.setPoolable(true);
            assertThat(statement.isPoolable()).isTrue();
            statement.setPoolable(false);
            assertThat(statement.isPoolable()).isFalse();
            statement.setQueryTimeout(7);
            assertThat(statement.getQueryTimeout()).isEqualTo(7);
            assertFails(Failures.ARGUMENT, () -> statement.setQueryTimeout(-1));
            strict(() -> assertThat(statement.getMaxFieldSize()).isZero());
            assertFails(Failures.ARGUMENT, () -> statement.setMaxFieldSize(-1));
            attempt(() -> statement.setCursorName("c"));
            assertThat(statement.getConnection()).isSameAs(connection);
        }
    }

    @Test
    void maxFieldSize_cutsValuesAsTheNativeDriverDoes() throws Exception {
        users(8);
        for (int type : new int[] {ResultSet.TYPE_FORWARD_ONLY, ResultSet.TYPE_SCROLL_INSENSITIVE}) {
            try (Statement statement = connection.createStatement(type, ResultSet.CONCUR_READ_ONLY)) {
                statement.setMaxFieldSize(3);
                assertThat(statement.getMaxFieldSize()).isEqualTo(3);
                for (String sql : new String[] {
                    "SELECT name, user_id FROM users WHERE user_id = 1",
                    "SELECT name, user_id + 1000 FROM users ORDER BY user_id",
                    "SELECT DISTINCT name, user_id FROM users ORDER BY user_id",
                    "SELECT min(user_id), name FROM users GROUP BY name ORDER BY 1"
                }) {
                    assertThat(rows(statement.executeQuery(sql))).as(sql).isNotEmpty();
                }
                statement.setMaxFieldSize(0);
                assertThat(rows(statement.executeQuery("SELECT name FROM users WHERE user_id = 1")))
                        .hasSize(1);
            }
        }
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT name FROM users WHERE user_id > ? ORDER BY user_id")) {
            statement.setMaxFieldSize(5);
            statement.setLong(1, 2);
            assertThat(rows(statement.executeQuery())).hasSize(6);
        }
    }

    @Test
    void errors_leaveTheStatementUsable() throws Exception {
        users(1);
        try (Statement statement = connection.createStatement()) {
            for (String wrong : new String[] {
                "SELECT nothing FROM users WHERE user_id = 1",
                texts.failingAt(1),
                "INSERT INTO users (user_id, name) VALUES (1, 'again')",
                "INSERT INTO users (user_id, name) VALUES (2, NULL)",
                "INSERT INTO orders VALUES (77, 1, 1)",
                "UPDATE users SET age = 'x' WHERE user_id = 1"
            }) {
                SQLException failure = org.assertj.core.api.Assertions.catchThrowableOfType(
                        SQLException.class, () -> statement.execute(wrong));
                assertThat((Throwable) failure).as(wrong).isNotNull();
                assertThat(failure.getMessage()).isNotEmpty();
                assertThat(rows(statement.executeQuery("SELECT name FROM users WHERE user_id = 1")))
                        .hasSize(1);
            }
        }
    }
}
