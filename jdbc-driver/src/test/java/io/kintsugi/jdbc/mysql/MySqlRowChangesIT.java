package io.kintsugi.jdbc.mysql;

import io.kintsugi.jdbc.RowChangesContract;
import io.kintsugi.testkit.engine.MySqlTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** On two MySQL databases. */
@MySqlTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class MySqlRowChangesIT extends RowChangesContract {
    private MySqlCluster cluster;

    @BeforeAll
    void start() throws SQLException {
        cluster = MySqlCluster.create(2, "users: {key: user_id}\n");
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE users (user_id bigint PRIMARY KEY, name varchar(20))");
        }
    }

    @Override
    protected Connection connect() throws SQLException {
        Connection connection = cluster.sharded();
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET kintsugi.transaction_mode = 'single-shard'");
        }
        return connection;
    }
}
