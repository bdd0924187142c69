package io.kintsugi.jdbc.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.BatchUpdateException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** Batches of parameters and of texts. */
final class BatchContractIT extends JdbcContract {
    private void batch(PreparedStatement statement, long... ids) throws Exception {
        for (long id : ids) {
            statement.setLong(1, id);
            statement.addBatch();
        }
    }

    @Test
    void counts_comeInTheOrderOfTheEntries() throws Exception {
        users(9);
        try (PreparedStatement update = connection.prepareStatement("UPDATE users SET age = 1 WHERE user_id = ?")) {
            batch(update, 5, 500, 1, 9, 501, 2, 2);
            assertThat(update.executeBatch()).containsExactly(1, 0, 1, 1, 0, 1, 1);
            batch(update, 3);
            assertThat(update.executeLargeBatch()).containsExactly(1L);
            assertThat(update.executeBatch()).isEmpty();
        }
    }

    @Test
    void clearBatch_forgetsTheEntries() throws Exception {
        users(3);
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM users WHERE user_id = ?")) {
            batch(delete, 1, 2);
            delete.clearBatch();
            assertThat(delete.executeBatch()).isEmpty();
        }
        assertThat(one("SELECT count(*) FROM users")).isEqualTo("3");
    }

    @Test
    void failedEntry_inAutocommit_leavesNothingOrAllOthers() throws Exception {
        users(1);
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO users (user_id, name) VALUES (?, 'batch')")) {
            batch(insert, 11, 12, 1, 13);
            BatchUpdateException failure = catchThrowableOfType(BatchUpdateException.class, insert::executeBatch);
            assertThat(failure.getSQLState()).isEqualTo(texts.duplicateState());
            assertCounts(failure);
            strict(() -> assertThat((Throwable) failure.getNextException()).isNotNull());
            assertThat(insert.executeBatch()).isEmpty();
        }
        assertThat(one("SELECT count(*) FROM users")).isEqualTo(texts.isErrorFatal() ? "1" : "4");
    }

    /** Of four entries, of which the third failed. */
    private void assertCounts(BatchUpdateException failure) {
        int failed = Statement.EXECUTE_FAILED;
        assertThat(failure.getUpdateCounts())
                .containsExactly(
                        texts.isErrorFatal()
                                ? new int[] {failed, failed, failed, failed}
                                : new int[] {1, 1, failed, 1});
    }

    @Test
    void failedEntry_inATransaction_doomsItOrItself() throws Exception {
        users(1);
        connection.setAutoCommit(false);
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO users (user_id, name) VALUES (?, 'batch')")) {
            batch(insert, 1);
            assertFails(insert::executeBatch);
        }
        assertDoomed(() -> one("SELECT count(*) FROM users WHERE user_id = 1"));
        connection.rollback();
        assertThat(one("SELECT count(*) FROM users")).isEqualTo("1");
        connection.rollback();
    }

    @Test
    void texts_runInTheirOrder() throws Exception {
        try (Statement statement = connection.createStatement()) {
            statement.addBatch("INSERT INTO users (user_id, name) VALUES (1, 'a')");
            statement.addBatch("INSERT INTO users (user_id, name) VALUES (2, 'b'), (3, 'c'), (4, 'd')");
            statement.addBatch("UPDATE users SET name = concat(name, '!') WHERE user_id = 1");
            statement.addBatch("UPDATE users SET age = 9");
            statement.addBatch("DELETE FROM users WHERE user_id = 2");
            statement.addBatch("UPDATE users SET name = concat(name, '?') WHERE user_id = 1");
            assertThat(statement.executeBatch()).containsExactly(1, 3, 1, 4, 1, 1);
            assertThat(statement.executeBatch()).isEmpty();
            assertThat(rows(statement.executeQuery("SELECT user_id, name, age FROM users ORDER BY user_id")))
                    .hasSize(3)
                    .first()
                    .asString()
                    .contains("a!?");
        }
    }

    @Test
    void failedText_inAutocommit_leavesNothingOrAllOthers() throws Exception {
        users(1);
        try (Statement statement = connection.createStatement()) {
            for (long id : new long[] {11, 12, 1, 13}) {
                statement.addBatch("INSERT INTO users (user_id, name) VALUES (" + id + ", 'batch')");
            }
            BatchUpdateException failure = catchThrowableOfType(BatchUpdateException.class, statement::executeBatch);
            assertThat(failure.getSQLState()).isEqualTo(texts.duplicateState());
            assertCounts(failure);
        }
        assertThat(one("SELECT count(*) FROM users")).isEqualTo(texts.isErrorFatal() ? "1" : "4");
        assertThat(connection.getAutoCommit()).isTrue();
    }

    @Test
    void failedText_inATransaction_doomsItOrItself() throws Exception {
        users(1);
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.addBatch("UPDATE users SET age = 1 WHERE user_id = 1");
            statement.addBatch("INSERT INTO users (user_id, name) VALUES (1, 'again')");
            assertFails(statement::executeBatch);
            assertDoomed(() -> statement.executeQuery("SELECT name FROM users WHERE user_id = 1"));
        }
        connection.rollback();
    }

    @Test
    void query_inABatch_isAnError() throws Exception {
        users(1);
        try (Statement statement = connection.createStatement()) {
            statement.addBatch("SELECT name FROM users WHERE user_id = 1");
            strict(() -> attempt(statement::executeBatch));
        }
        try (PreparedStatement select = connection.prepareStatement("SELECT name FROM users WHERE user_id = ?")) {
            batch(select, 1);
            strict(() -> attempt(select::executeBatch));
        }
    }

    @Test
    void multiRowInserts_areBatched() throws Exception {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO users (user_id, name) VALUES (?, ?), (?, ?)")) {
            for (long id = 1; id <= 8; id += 2) {
                insert.setLong(1, id);
                insert.setString(2, "n" + id);
                insert.setLong(3, id + 1);
                insert.setString(4, "n" + (id + 1));
                insert.addBatch();
            }
            assertThat(insert.executeBatch()).containsExactly(2, 2, 2, 2);
        }
        assertThat(one("SELECT count(*) FROM users")).isEqualTo("8");
    }

    @Test
    void largeBatch_countsEveryEntry() throws Exception {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO users (user_id, name) VALUES (?, 'x')")) {
            uncompared(() -> {
                for (long id = 1; id <= 1_000; id++) {
                    insert.setLong(1, id);
                    insert.addBatch();
                }
            });
            assertThat(insert.executeLargeBatch()).hasSize(1_000).containsOnly(1L);
        }
        assertThat(one("SELECT count(*) FROM users")).isEqualTo("1000");
    }

    @Test
    void batchOfReferenceRows_countsOneCopy() throws Exception {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO country VALUES (?, ?)")) {
            for (String code : new String[] {"JP", "IN"}) {
                insert.setString(1, code);
                insert.setString(2, code);
                insert.addBatch();
            }
            assertThat(insert.executeBatch()).containsExactly(1, 1);
        }
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT code FROM country ORDER BY code")) {
            assertThat(rows(rows)).hasSize(2);
        }
    }

    @Test
    void batch_afterACommit_startsAnew() throws Exception {
        connection.setAutoCommit(false);
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO users (user_id, name) VALUES (?, 'x')")) {
            batch(insert, 1);
            insert.executeBatch();
            connection.rollback();
            batch(insert, 1);
            assertThat(insert.executeBatch()).containsExactly(1);
            connection.commit();
        }
        assertThat(one("SELECT count(*) FROM users")).isEqualTo("1");
        connection.rollback();
    }
}
