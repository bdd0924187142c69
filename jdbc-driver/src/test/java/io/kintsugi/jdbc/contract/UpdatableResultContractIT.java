package io.kintsugi.jdbc.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.sql.Date;
import java.sql.JDBCType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Changing rows through a result set. */
final class UpdatableResultContractIT extends JdbcContract {
    private Statement updatable() throws Exception {
        return connection.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE);
    }

    @Test
    void row_isUpdated() throws Exception {
        users(3);
        try (Statement statement = updatable();
                ResultSet rows =
                        statement.executeQuery("SELECT user_id, name, age, note FROM users WHERE user_id = 2")) {
            assertThat(rows.getConcurrency()).isEqualTo(ResultSet.CONCUR_UPDATABLE);
            assertThat(rows.next()).isTrue();
            rows.updateString("name", "changed");
            rows.updateInt(3, 44);
            rows.updateNull("note");
            rows.updateRow();
            assertThat(rows.getString("name")).isEqualTo("changed");
            assertThat(rows.getInt(3)).isEqualTo(44);
            rows.updateObject(3, 45);
            rows.cancelRowUpdates();
            assertThat(rows.getInt(3)).isEqualTo(44);
            attempt(rows::refreshRow);
            attempt(rows::rowUpdated);
        }
        assertThat(one("SELECT name FROM users WHERE user_id = 2")).isEqualTo("changed");
        assertThat(one("SELECT age FROM users WHERE user_id = 2")).isEqualTo("44");
    }

    @Test
    void row_isUpdatedByEveryMethod() throws Exception {
        kinds();
        for (Change change : List.<Change>of(
                row -> row.updateNString("t", "a"),
                row -> row.updateCharacterStream("t", new StringReader("b")),
                row -> row.updateCharacterStream("t", new StringReader("c"), 1L),
                row -> row.updateNCharacterStream("t", new StringReader("d")),
                row -> row.updateAsciiStream("t", new ByteArrayInputStream(new byte[] {'e'}), 1),
                row -> row.updateAsciiStream("t", new ByteArrayInputStream(new byte[] {'e'})),
                row -> row.updateClob("t", new StringReader("f")),
                row -> row.updateNClob("t", new StringReader("g")),
                row -> row.updateBinaryStream("ba", new ByteArrayInputStream(new byte[] {1})),
                row -> row.updateBlob("ba", new ByteArrayInputStream(new byte[] {2})),
                row -> row.updateBytes("ba", new byte[] {3}),
                row -> row.updateObject("i4", 17, JDBCType.INTEGER),
                row -> row.updateObject("i4", 18),
                row -> row.updateTimestamp("ts", Timestamp.valueOf("2024-02-29 01:02:03")),
                row -> row.updateDate("d", Date.valueOf("2024-02-28")),
                row -> row.updateTime("tm", Time.valueOf("01:02:03")),
                row -> row.updateBoolean("b", false),
                row -> row.updateDouble("f8", 2.5),
                row -> row.updateFloat("f4", 2.5f))) {
            changed(change);
        }
    }

    private interface Change {
        void on(ResultSet row) throws Exception;
    }

    private void changed(Change change) throws Exception {
        String columns = "id, t, ba, i4, ts, d, tm, b, f8, f4";
        String sql = "SELECT " + columns + " FROM kinds WHERE id = 7";
        try (Statement statement = updatable();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            attempt(() -> {
                change.on(rows);
                rows.updateRow();
            });
        }
        try (Statement statement = connection.createStatement()) {
            rows(statement.executeQuery(sql));
        }
    }

    @Test
    void row_isDeleted() throws Exception {
        users(3);
        try (Statement statement = updatable();
                ResultSet rows = statement.executeQuery("SELECT user_id, name FROM users WHERE user_id = 2")) {
            assertThat(rows.next()).isTrue();
            rows.deleteRow();
        }
        assertThat(one("SELECT count(*) FROM users")).isEqualTo("2");
    }

    @Test
    void row_isInserted() throws Exception {
        users(1);
        connection.setAutoCommit(false);
        try (Statement statement = updatable();
                ResultSet rows =
                        statement.executeQuery("SELECT user_id, order_id, total FROM orders WHERE user_id = 1")) {
            rows.moveToInsertRow();
            rows.updateLong(1, 1);
            rows.updateLong(2, 5);
            rows.updateBigDecimal("total", new java.math.BigDecimal("1.50"));
            rows.insertRow();
            rows.moveToCurrentRow();
        }
        connection.commit();
        assertThat(one("SELECT total FROM orders WHERE user_id = 1 AND order_id = 5"))
                .isEqualTo("1.50");
        connection.rollback();
    }

    @Test
    void rolledBackChange_isUndone() throws Exception {
        users(2);
        connection.setAutoCommit(false);
        try (Statement statement = updatable();
                ResultSet rows = statement.executeQuery("SELECT user_id, name FROM users WHERE user_id = 2")) {
            assertThat(rows.next()).isTrue();
            rows.updateString(2, "lost");
            rows.updateRow();
        }
        connection.rollback();
        assertThat(one("SELECT name FROM users WHERE user_id = 2")).isEqualTo("user 2");
        connection.rollback();
    }

    @Test
    void readOnlyResult_refusesChanges() throws Exception {
        users(2);
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT user_id, name FROM users WHERE user_id = 2")) {
            assertThat(rows.next()).isTrue();
            assertFails(() -> rows.updateString(2, "x"));
            attempt(rows::updateRow);
            attempt(rows::deleteRow);
            attempt(rows::moveToInsertRow);
        }
    }

    @Test
    void keyOfTheShard_cannotBeMoved() throws Exception {
        recorder.pause();
        if (!isOurs()) {
            return;
        }
        users(4);
        try (Statement statement = updatable();
                ResultSet rows = statement.executeQuery("SELECT user_id, name FROM users WHERE user_id = 2")) {
            assertThat(rows.next()).isTrue();
            rows.updateLong("user_id", 77);
            assertFails("KZ008", rows::updateRow);
        }
        assertThat(one("SELECT count(*) FROM users WHERE user_id = 2")).isEqualTo("1");
    }

    @Test
    void rowOfAnotherShard_cannotBeInsertedHere() throws Exception {
        recorder.pause();
        if (!isOurs()) {
            return;
        }
        users(1);
        for (long id = 100; id < 120; id++) {
            try (Statement statement = updatable();
                    ResultSet rows = statement.executeQuery("SELECT user_id, name FROM users WHERE user_id = 1")) {
                rows.moveToInsertRow();
                rows.updateLong(1, id);
                rows.updateString(2, "inserted");
                attempt(rows::insertRow);
            }
        }
        // Every row that was taken is found by its key: it lies on its own shard.
        String taken = one("SELECT count(*) FROM users WHERE name = 'inserted'");
        int found = 0;
        for (long id = 100; id < 120; id++) {
            found += Integer.parseInt(String.valueOf(one("SELECT count(*) FROM users WHERE user_id = " + id)));
        }
        assertThat(taken).isEqualTo(Integer.toString(found));
    }

    @Test
    void copyOfAReferenceTable_cannotBeChangedAlone() throws Exception {
        recorder.pause();
        if (!isOurs()) {
            return;
        }
        try (Statement statement = updatable()) {
            statement.executeUpdate("INSERT INTO country VALUES ('JP', 'Japan')");
            try (ResultSet rows = statement.executeQuery("SELECT code, name FROM country WHERE code = 'JP'")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getConcurrency()).isEqualTo(ResultSet.CONCUR_READ_ONLY);
                assertFails(() -> rows.updateString(2, "x"));
            }
        }
    }

    @Test
    void resultOfSeveralShards_isReadOnlyAndSaysSo() throws Exception {
        recorder.pause();
        if (!isOurs()) {
            return;
        }
        users(4);
        try (Statement statement = updatable();
                ResultSet rows = statement.executeQuery("SELECT user_id, name FROM users ORDER BY user_id")) {
            assertThat(rows.getConcurrency()).isEqualTo(ResultSet.CONCUR_READ_ONLY);
            assertThat((Throwable) statement.getWarnings()).isNotNull();
            assertThat(rows.next()).isTrue();
            assertFails(() -> rows.updateString(2, "x"));
        }
    }

    /** One server makes the id itself; over several shards it would be another row's. */
    @Test
    void rowWithAGeneratedId_isInsertedWithItsOwn_orRefused() throws Exception {
        recorder.pause();
        connection.setAutoCommit(false);
        try (Statement statement = updatable();
                ResultSet rows = statement.executeQuery("SELECT note_id, user_id, text FROM notes WHERE user_id = 1")) {
            rows.moveToInsertRow();
            rows.updateLong("user_id", 1);
            rows.updateString("text", "a");
            if (isOurs()) {
                SQLException refused = catchThrowableOfType(SQLException.class, rows::insertRow);
                assertThat(refused.getMessage()).contains("notes.note_id", "Set note_id yourself");
                assertThat(refused.getSQLState()).startsWith("KZ");
            }
        }
        connection.rollback();
        try (Statement statement = updatable();
                ResultSet rows = statement.executeQuery("SELECT note_id, user_id, text FROM notes WHERE user_id = 1")) {
            rows.moveToInsertRow();
            rows.updateLong("note_id", 123);
            rows.updateLong("user_id", 1);
            rows.updateString("text", "b");
            rows.insertRow();
        }
        connection.commit();
        assertThat(one("SELECT note_id FROM notes WHERE user_id = 1")).isEqualTo("123");
        connection.rollback();
    }
}
