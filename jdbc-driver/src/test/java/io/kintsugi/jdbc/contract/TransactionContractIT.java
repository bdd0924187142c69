package io.kintsugi.jdbc.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.Savepoint;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** Transactions and savepoints. */
final class TransactionContractIT extends JdbcContract {
    @Test
    void commitAndRollback_decideOverTheWork() throws Exception {
        users(2);
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE users SET age = 1 WHERE user_id = 1");
            connection.rollback();
            assertThat(one("SELECT age FROM users WHERE user_id = 1")).isEqualTo("7");
            statement.executeUpdate("UPDATE users SET age = 2 WHERE user_id = 1");
            connection.commit();
            connection.rollback();
            assertThat(one("SELECT age FROM users WHERE user_id = 1")).isEqualTo("2");
        }
        connection.rollback();
    }

    @Test
    void uncommittedWork_isInvisibleToOthers() throws Exception {
        users(2);
        Connection other = connect();
        connection.setAutoCommit(false);
        try (Statement mine = connection.createStatement();
                Statement theirs = other.createStatement()) {
            mine.executeUpdate("UPDATE users SET age = 1 WHERE user_id = 1");
            assertThat(rows(theirs.executeQuery("SELECT age FROM users WHERE user_id = 1"))
                            .get(0))
                    .containsExactly("7");
            connection.commit();
            assertThat(rows(theirs.executeQuery("SELECT age FROM users WHERE user_id = 1"))
                            .get(0))
                    .containsExactly("1");
        }
        other.close();
    }

    @Test
    void switchingAutocommitOn_commits() throws Exception {
        users(1);
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE users SET age = 1 WHERE user_id = 1");
            connection.setAutoCommit(true);
            connection.setAutoCommit(true);
            assertFails(() -> connection.commit());
            assertFails(() -> connection.rollback());
            assertThat(one("SELECT age FROM users WHERE user_id = 1")).isEqualTo("1");
        }
    }

    @Test
    void closing_rollsBack() throws Exception {
        users(1);
        Connection other = connect();
        other.setAutoCommit(false);
        other.createStatement().executeUpdate("UPDATE users SET age = 1 WHERE user_id = 1");
        other.close();
        assertThat(one("SELECT age FROM users WHERE user_id = 1")).isEqualTo("7");
    }

    @Test
    void error_doomsTheTransactionOrItsStatement() throws Exception {
        users(3);
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE users SET age = 1 WHERE user_id = 1");
            assertFails(texts.failingState(), () -> statement.execute(texts.failingAt(1)));
            assertDoomed(() -> statement.executeQuery("SELECT age FROM users WHERE user_id = 1"));
            assertDoomed(() -> statement.executeQuery("SELECT age FROM users ORDER BY user_id"));
            // Losing the work silently, as some drivers do, is not an answer.
            uncompared(() -> attempt(connection::commit));
            assertThat(one("SELECT age FROM users WHERE user_id = 1")).isEqualTo(texts.isErrorFatal() ? "7" : "1");
        }
        connection.rollback();
    }

    @Test
    void namedSavepoint_bringsBackTheWorkBefore() throws Exception {
        users(3);
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE users SET age = 1 WHERE user_id = 1");
            Savepoint savepoint = connection.setSavepoint("a \"name\"");
            assertThat(savepoint.getSavepointName()).isEqualTo("a \"name\"");
            assertFails(savepoint::getSavepointId);
            statement.executeUpdate("UPDATE users SET age = 2 WHERE user_id = 1");
            connection.rollback(savepoint);
            assertThat(one("SELECT age FROM users WHERE user_id = 1")).isEqualTo("1");
            statement.executeUpdate("UPDATE users SET age = 3 WHERE user_id = 1");
            connection.rollback(savepoint);
            connection.releaseSavepoint(savepoint);
            attempt(() -> connection.rollback(savepoint));
        }
        connection.rollback();
    }

    @Test
    void unnamedSavepoints_nest() throws Exception {
        users(3);
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            Savepoint outer = connection.setSavepoint();
            strict(() -> assertThat(outer.getSavepointId()).isNotNegative());
            strict(() -> assertFails(outer::getSavepointName));
            statement.executeUpdate("UPDATE users SET age = 1 WHERE user_id = 1");
            Savepoint inner = connection.setSavepoint();
            statement.executeUpdate("UPDATE users SET age = 2 WHERE user_id = 1");
            assertFails(texts.failingState(), () -> statement.execute(texts.failingAt(1)));
            connection.rollback(inner);
            assertThat(one("SELECT age FROM users WHERE user_id = 1")).isEqualTo("1");
            connection.rollback(outer);
            assertThat(one("SELECT age FROM users WHERE user_id = 1")).isEqualTo("7");
            connection.commit();
        }
        assertThat(one("SELECT age FROM users WHERE user_id = 1")).isEqualTo("7");
        connection.rollback();
    }

    @Test
    void savepoint_reachesShardsThatJoinLater() throws Exception {
        users(8);
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            Savepoint savepoint = connection.setSavepoint();
            for (int id = 1; id <= 8; id++) {
                assertThat(statement.executeUpdate("UPDATE users SET age = 1 WHERE user_id = " + id))
                        .isEqualTo(1);
            }
            connection.rollback(savepoint);
            assertThat(one("SELECT sum(age) FROM users")).isEqualTo("56");
            statement.executeUpdate("UPDATE users SET age = 2");
            connection.commit();
        }
        assertThat(one("SELECT sum(age) FROM users")).isEqualTo("16");
        connection.rollback();
    }

    @Test
    void savepoints_ofAutocommitOrOthers_areRefused() throws Exception {
        strict(() -> assertFails(() -> connection.setSavepoint()));
        strict(() -> assertFails(() -> connection.setSavepoint("a")));
        connection.setAutoCommit(false);
        Connection other = connect();
        other.setAutoCommit(false);
        Savepoint theirs = other.setSavepoint();
        recorder.pause();
        if (isOurs()) {
            assertFails(() -> connection.rollback(theirs));
        }
        other.close();
        connection.rollback();
    }

    @Test
    void transactions_areSaidInSql() throws Exception {
        users(2);
        try (Statement statement = connection.createStatement()) {
            statement.execute("BEGIN");
            statement.executeUpdate("UPDATE users SET age = 1 WHERE user_id = 1");
            statement.execute("SAVEPOINT a");
            statement.executeUpdate("UPDATE users SET age = 2 WHERE user_id = 1");
            statement.execute("ROLLBACK TO a");
            statement.execute("COMMIT");
            assertThat(one("SELECT age FROM users WHERE user_id = 1")).isEqualTo("1");
            statement.execute(texts.beginReadOnly());
            assertFails("25006", () -> statement.executeUpdate("UPDATE users SET age = 2 WHERE user_id = 1"));
            statement.execute("ROLLBACK");
        }
    }
}
