package io.kintsugi.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows changed through result sets are part of the transaction, on two shards in either dialect. */
public abstract class RowChangesContract {
    private static final int USERS = 12;

    private long first;
    private long second;

    /** To a cluster with shards {@code s0} and {@code s1} and a table {@code users} sharded by {@code user_id}. */
    protected abstract Connection connect() throws SQLException;

    @BeforeEach
    final void fill() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (int id = 1; id <= USERS; id++) {
                statement.executeUpdate("DELETE FROM users WHERE user_id = " + id);
                statement.executeUpdate("INSERT INTO users VALUES (" + id + ", 'before')");
            }
            statement.execute("SET kintsugi.shard = 's0'");
            first = Long.parseLong(one(connection, "SELECT min(user_id) FROM users"));
            statement.execute("SET kintsugi.shard = 's1'");
            second = Long.parseLong(one(connection, "SELECT min(user_id) FROM users"));
        }
    }

    private static String one(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    private static String text(long id) {
        return "SELECT user_id, name FROM users WHERE user_id = " + id;
    }

    private String name(long id) throws SQLException {
        try (Connection connection = connect()) {
            return one(connection, "SELECT name FROM users WHERE user_id = " + id);
        }
    }

    private static Statement updatable(Connection connection) throws SQLException {
        return connection.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE);
    }

    private static void change(Connection connection, long id) throws SQLException {
        try (Statement statement = updatable(connection);
                ResultSet rows = statement.executeQuery(text(id))) {
            assertThat(rows.next()).isTrue();
            rows.updateString("name", "after");
            rows.updateRow();
        }
    }

    private static void delete(Connection connection, long id) throws SQLException {
        try (Statement statement = updatable(connection);
                ResultSet rows = statement.executeQuery(text(id))) {
            assertThat(rows.next()).isTrue();
            rows.deleteRow();
        }
    }

    @Test
    void secondShardThatIsWritten_isRefused() throws SQLException {
        try (Connection connection = connect()) {
            connection.setAutoCommit(false);
            change(connection, first);
            assertThatThrownBy(() -> change(connection, second)).hasMessageContaining("would write on shard");
            connection.rollback();
            change(connection, first);
            assertThatThrownBy(() -> delete(connection, second)).hasMessageContaining("would write on shard");
            connection.rollback();
            change(connection, first);
            connection.commit();
        }
        assertThat(name(first)).isEqualTo("after");
        assertThat(name(second)).isEqualTo("before");
    }

    @Test
    void shardWrittenInSql_andAnotherThroughAResult_areRefused() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            change(connection, first);
            assertThatThrownBy(() -> statement.executeUpdate("UPDATE users SET name = 'x' WHERE user_id = " + second))
                    .hasMessageContaining("would write on shard");
            connection.rollback();
        }
        assertThat(name(first)).isEqualTo("before");
        assertThat(name(second)).isEqualTo("before");
    }

    @Test
    void resultFromBeforeTheTransaction_isChangedInsideIt() throws SQLException {
        try (Connection connection = connect();
                Statement statement = updatable(connection);
                ResultSet rows = statement.executeQuery(text(first))) {
            assertThat(rows.next()).isTrue();
            connection.setAutoCommit(false);
            rows.updateString("name", "after");
            rows.updateRow();
            connection.rollback();
        }
        assertThat(name(first)).isEqualTo("before");
    }

    @Test
    void changesOfOneShard_areCommittedBesideAReader() throws SQLException {
        try (Connection connection = connect()) {
            connection.setAutoCommit(false);
            assertThat(one(connection, "SELECT name FROM users WHERE user_id = " + second))
                    .isEqualTo("before");
            change(connection, first);
            connection.commit();
        }
        assertThat(name(first)).isEqualTo("after");
    }
}
