package io.kintsugi.jdbc.oracle;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kintsugi.testkit.engine.MySqlTest;
import io.kintsugi.testkit.oracle.Layout;
import io.kintsugi.testkit.oracle.ShardedDatabase;
import io.kintsugi.testkit.oracle.TableLayout;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A statement that fails on several shards at once ends with a server's error, never with the driver's own fault. */
@MySqlTest
class MySqlShardFailureIT {
    private static final int SHARDS = 2;
    private static final int ROUNDS = 100;

    @Test
    void failureOnBothShards_isTheServersError() throws SQLException {
        Layout layout = new Layout(List.of(TableLayout.of("users", "key k")), List.of());
        ShardedDatabase cluster = new MySqlDatabases().cluster(SHARDS, layout.keyspaces(SHARDS));
        try (Connection connection = cluster.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE users (k bigint PRIMARY KEY)");
            for (int key = 1; key <= 8; key++) {
                statement.execute("INSERT INTO users VALUES (" + key + ")");
            }
            for (int round = 0; round < ROUNDS; round++) {
                assertThatExceptionOfType(SQLException.class)
                        .as("round " + round)
                        .isThrownBy(() -> statement.executeQuery("SELECT exp(1000 + k) FROM users"))
                        .withMessageContaining("out of range");
            }
        }
    }
}
