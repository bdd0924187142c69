package io.kintsugi.jdbc.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Keys made by the database, in the order of the statement. */
final class GeneratedKeysContractIT extends JdbcContract {
    private static List<Long> longs(ResultSet keys, String column) throws SQLException {
        List<Long> all = new ArrayList<>();
        while (keys.next()) {
            all.add(keys.getLong(column));
        }
        return all;
    }

    @Test
    void flag_namesAndPositions_giveTheKeys() throws Exception {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(
                    "INSERT INTO users (user_id, name) VALUES (1, 'a')", Statement.RETURN_GENERATED_KEYS);
            assertThat(rows(statement.getGeneratedKeys()).get(0)).containsExactly("1", "a", "7", null);
            statement.executeUpdate(
                    "INSERT INTO users (user_id, name) VALUES (2, 'b')", new String[] {"age", "user_id"});
            assertThat(rows(statement.getGeneratedKeys()).get(0)).containsExactly("7", "2");
            statement.execute("UPDATE users SET name = 'c' WHERE user_id = 2", new String[] {"name"});
            assertThat(rows(statement.getGeneratedKeys()).get(0)).containsExactly("c");
            statement.executeLargeUpdate("DELETE FROM users WHERE user_id = 2", new String[] {"user_id"});
            assertThat(rows(statement.getGeneratedKeys()).get(0)).containsExactly("2");
            attempt(() -> statement.executeUpdate(
                    "INSERT INTO users (user_id, name) VALUES (5, 'e')", new String[] {"nothing"}));
        }
    }

    @Test
    void positions_areOfTheTable() throws Exception {
        recorder.pause();
        if (isOurs()) {
            try (Statement statement = connection.createStatement()) {
                statement.executeUpdate("INSERT INTO users (user_id, name) VALUES (1, 'a')", new int[] {2, 1});
                assertThat(rows(statement.getGeneratedKeys()).get(0)).containsExactly("a", "1");
            }
        }
    }

    @Test
    void withoutTheFlag_thereAreNone() throws Exception {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("INSERT INTO users (user_id, name) VALUES (1, 'a')");
            noKeys(statement);
            statement.executeUpdate("INSERT INTO users (user_id, name) VALUES (2, 'a')", Statement.NO_GENERATED_KEYS);
            noKeys(statement);
        }
    }

    private void noKeys(Statement statement) throws Exception {
        asNative(
                () -> assertThat(statement.getGeneratedKeys().next()).isFalse(),
                () -> assertFails(statement::getGeneratedKeys));
    }

    @Test
    void multiRowInsert_givesTheKeysInStatementOrder() throws Exception {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(
                    "INSERT INTO users (user_id, name) VALUES (9, 'a'), (2, 'b'), (7, 'c'), (4, 'd'), (11, 'e'), (6, 'f')",
                    new String[] {"user_id"});
            if (texts.returnsColumns()) {
                assertThat(longs(statement.getGeneratedKeys(), "user_id")).containsExactly(9L, 2L, 7L, 4L, 11L, 6L);
            }
            recorder.pause();
            statement.executeUpdate(
                    "INSERT INTO notes (user_id, text) VALUES (1, 'a'), (2, 'b'), (3, 'c'), (4, 'd'), (5, 'e')",
                    new String[] {"note_id"});
            List<Long> ids = longs(statement.getGeneratedKeys(), texts.noteKey());
            assertThat(ids).hasSize(5);
            for (int row = 1; row < 5; row++) {
                assertThat(ids.get(row)).isEqualTo(ids.get(0) + row);
            }
            assertThat(rows(statement.executeQuery("SELECT user_id FROM notes WHERE note_id = " + ids.get(2)))
                            .get(0))
                    .containsExactly("3");
        }
    }

    @Test
    void batch_givesTheKeysInTheOrderOfTheEntries() throws Exception {
        long[] users = {5, 1, 4, 2, 3, 6, 8, 7};
        recorder.pause();
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO notes (user_id, text) VALUES (?, ?)", Statement.RETURN_GENERATED_KEYS)) {
            for (long user : users) {
                insert.setLong(1, user);
                insert.setString(2, "n" + user);
                insert.addBatch();
            }
            assertThat(insert.executeBatch()).hasSize(users.length).containsOnly(1);
            ResultSet keys = insert.getGeneratedKeys();
            long first = 0;
            for (int entry = 0; entry < users.length; entry++) {
                assertThat(keys.next()).isTrue();
                if (texts.returnsColumns()) {
                    assertThat(keys.getLong("user_id")).isEqualTo(users[entry]);
                }
                first = entry == 0 ? keys.getLong(texts.noteKey()) : first;
                assertThat(keys.getLong(texts.noteKey())).isEqualTo(first + entry);
            }
            assertThat(keys.next()).isFalse();
        }
    }

    @Test
    void batchOfMultiRowInserts_givesEveryKey() throws Exception {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO users (user_id, name) VALUES (?, 'a'), (?, 'b'), (?, 'c')", new String[] {"user_id"})) {
            for (long id : new long[] {31, 22, 13}) {
                insert.setLong(1, id);
                insert.setLong(2, id + 1);
                insert.setLong(3, id + 2);
                insert.addBatch();
            }
            assertThat(insert.executeBatch()).containsExactly(3, 3, 3);
            assertThat(longs(insert.getGeneratedKeys(), "user_id"))
                    .containsExactly(31L, 32L, 33L, 22L, 23L, 24L, 13L, 14L, 15L);
        }
    }

    @Test
    void batchOfMultiRowInserts_givesTheNumberOfEachNote() throws Exception {
        recorder.pause();
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO notes (user_id, text) VALUES (?, 'a'), (?, 'b')", Statement.RETURN_GENERATED_KEYS)) {
            for (long user = 1; user <= 8; user += 2) {
                insert.setLong(1, user);
                insert.setLong(2, user + 1);
                insert.addBatch();
            }
            assertThat(insert.executeBatch()).containsExactly(2, 2, 2, 2);
            List<Long> ids = longs(insert.getGeneratedKeys(), texts.noteKey());
            assertThat(ids).hasSize(8);
            for (int note = 0; note < 8; note++) {
                assertThat(one("SELECT user_id FROM notes WHERE note_id = " + ids.get(note)))
                        .isEqualTo(Integer.toString(note + 1));
            }
        }
    }

    @Test
    void keys_areGoneAfterTheNextStatement() throws Exception {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO users (user_id, name) VALUES (?, 'x')", new String[] {"user_id"})) {
            insert.setLong(1, 1);
            insert.executeUpdate();
            ResultSet first = insert.getGeneratedKeys();
            assertThat(first.next()).isTrue();
            insert.setLong(1, 2);
            insert.executeUpdate();
            assertThat(longs(insert.getGeneratedKeys(), "user_id")).containsExactly(2L);
            insert.clearBatch();
            assertThat(insert.executeBatch()).isEmpty();
        }
    }

    @Test
    void keys_areReadByEveryGetter() throws Exception {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(
                    "INSERT INTO kinds (id, ts, b, ia, ba) VALUES (7, '2024-02-29 01:02:03', true, '{1,2}', '\\x01')",
                    Statement.RETURN_GENERATED_KEYS);
            try (ResultSet keys = statement.getGeneratedKeys()) {
                assertThat(keys.next()).isTrue();
                assertThat(keys.getTimestamp("ts")).isNotNull();
                assertThat(keys.getBoolean("b")).isTrue();
                assertThat(keys.getArray("ia")).isNotNull();
                assertThat(keys.getBytes("ba")).containsExactly(1);
                assertThat(keys.getObject("id", Long.class)).isEqualTo(7L);
                assertThat(keys.getDate("ts")).isNotNull();
                assertThat(keys.getBinaryStream("ba")).isNotNull();
            }
        }
    }

    @Test
    void returning_isAResult() throws Exception {
        try (Statement statement = connection.createStatement()) {
            assertThat(statement.execute(
                            "INSERT INTO users (user_id, name) VALUES (3, 'a'), (1, 'b') RETURNING user_id"))
                    .isTrue();
            assertThat(rows(statement.getResultSet())).hasSize(2);
            assertThat(rows(statement.executeQuery("UPDATE users SET age = 1 WHERE user_id = 3 RETURNING age"))
                            .get(0))
                    .containsExactly("1");
        }
    }

    @Test
    void conflictingRows_giveNoKey() throws Exception {
        users(3);
        try (Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(
                            texts.ignoring("INSERT INTO users (user_id, name) VALUES (3, 'a')"),
                            new String[] {"user_id"}))
                    .isZero();
            assertThat(statement.getGeneratedKeys().next()).isFalse();
        }
    }
}
