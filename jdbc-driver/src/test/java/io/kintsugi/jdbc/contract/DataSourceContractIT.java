package io.kintsugi.jdbc.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.JDBCType;
import java.sql.ResultSet;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.ShardingKey;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Data sources, their builders, and sharding keys. */
final class DataSourceContractIT extends JdbcContract {
    @Test
    void source_givesConnections() throws Exception {
        recorder.pause();
        DataSource source = contestant.source();
        try (Connection one = source.getConnection();
                Connection two = source.getConnection(texts.user(), "")) {
            assertThat(one).isNotSameAs(two);
            assertThat(one.isValid(1)).isTrue();
            assertThat(two.isValid(1)).isTrue();
        }
        source.setLoginTimeout(3);
        strict(() -> assertThat(source.getLoginTimeout()).isEqualTo(3));
        source.setLoginTimeout(0);
        source.setLogWriter(null);
        assertThat(source.getLogWriter()).isNull();
        assertThat(source.isWrapperFor(java.util.List.class)).isFalse();
        attempt(source::getParentLogger);
    }

    @Test
    void shardingKey_pinsTheConnectionToItsShard() throws Exception {
        recorder.pause();
        users(12);
        DataSource source = contestant.source();
        if (!isOurs()) {
            assertThatThrownBy(source::createShardingKeyBuilder).isInstanceOf(SQLFeatureNotSupportedException.class);
            return;
        }
        int seen = 0;
        ShardingKey keyspace = source.createShardingKeyBuilder()
                .subkey("main", JDBCType.VARCHAR)
                .build();
        for (long user = 1; user <= 12; user++) {
            ShardingKey key = source.createShardingKeyBuilder()
                    .subkey(user, JDBCType.BIGINT)
                    .build();
            try (Connection pinned = source.createConnectionBuilder()
                            .shardingKey(key)
                            .superShardingKey(keyspace)
                            .build();
                    Statement statement = pinned.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT count(*) FROM users WHERE user_id = " + user)) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getInt(1)).isEqualTo(1);
                assertThat((Object) pinned.unwrap(texts.nativeConnection())).isNotNull();
                seen += rows.getInt(1);
            }
        }
        assertThat(seen).isEqualTo(12);
    }

    @Test
    void shardingKey_isSetAndTakenBack() throws Exception {
        recorder.pause();
        users(4);
        if (!isOurs()) {
            assertThatThrownBy(() -> connection.setShardingKey(null))
                    .isInstanceOf(SQLFeatureNotSupportedException.class);
            return;
        }
        DataSource source = contestant.source();
        ShardingKey key =
                source.createShardingKeyBuilder().subkey(1L, JDBCType.BIGINT).build();
        ShardingKey wrong =
                source.createShardingKeyBuilder().subkey("x", JDBCType.VARCHAR).build();
        ShardingKey nowhere = source.createShardingKeyBuilder()
                .subkey("nowhere", JDBCType.VARCHAR)
                .build();
        connection.setShardingKey(key);
        assertThat(connection.isWrapperFor(texts.nativeConnection())).isTrue();
        assertThat(connection.setShardingKeyIfValid(key, 2)).isTrue();
        connection.setShardingKey(null);
        assertThat(connection.isWrapperFor(texts.nativeConnection())).isFalse();
        assertThat(one("SELECT count(*) FROM users")).isEqualTo("4");
        assertThat(connection.setShardingKeyIfValid(key, nowhere, 2)).isFalse();
        assertThat(connection.setShardingKeyIfValid(wrong, 2)).isFalse();
        assertFails(() -> connection.setShardingKey(wrong));
        assertFails(() -> source.createShardingKeyBuilder().build());
        connection.setAutoCommit(false);
        one("SELECT count(*) FROM users WHERE user_id = 1");
        assertFails(() -> connection.setShardingKey(key));
        connection.rollback();
    }

    /** JDBC: false means that the keys are not set; what was set before still is. */
    @Test
    void invalidShardingKey_changesNothing() throws Exception {
        recorder.pause();
        users(4);
        if (!isOurs()) {
            return;
        }
        DataSource source = contestant.source();
        try (Connection own = source.getConnection()) {
            invalidShardingKeyChangesNothing(source, own);
        }
    }

    private void invalidShardingKeyChangesNothing(DataSource source, Connection connection) throws Exception {
        ShardingKey key =
                source.createShardingKeyBuilder().subkey(1L, JDBCType.BIGINT).build();
        ShardingKey wrong =
                source.createShardingKeyBuilder().subkey("x", JDBCType.VARCHAR).build();
        ShardingKey nowhere = source.createShardingKeyBuilder()
                .subkey("nowhere", JDBCType.VARCHAR)
                .build();
        connection.setShardingKey(key);
        Object bound = connection.unwrap(texts.nativeConnection());
        assertThat(connection.setShardingKeyIfValid(wrong, 2)).isFalse();
        assertThat(connection.setShardingKeyIfValid(key, nowhere, 2)).isFalse();
        assertFails(() -> connection.setShardingKey(wrong));
        assertFails(() -> connection.setShardingKey(key, nowhere));
        assertThat((Object) connection.unwrap(texts.nativeConnection())).isSameAs(bound);
        assertThat(connection.setShardingKeyIfValid(key, 0)).isTrue();
        assertThat(connection.setShardingKeyIfValid(null, 2)).isTrue();
        assertThat(connection.isWrapperFor(texts.nativeConnection())).isFalse();
        assertFails(() -> connection.setShardingKeyIfValid(key, -1));
        assertFails(() -> connection.setShardingKeyIfValid(null, nowhere, 2));
        assertFails(() -> connection.setShardingKey(null, nowhere));
        assertFails(
                () -> source.createConnectionBuilder().superShardingKey(nowhere).build());
    }
}
