package io.kintsugi.jdbc;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeAll;

/** On two PostgreSQL databases. */
final class RowChangesIT extends RowChangesContract {
    private static String url = "";

    @BeforeAll
    static void start() throws SQLException {
        url = Cluster.create("""
                main:
                  shards: {s0: {nodes: [s0]}, s1: {nodes: [s1]}}
                  tables:
                    users: {key: user_id}
                """).url();
        try (Connection connection = DriverManager.getConnection(url, Contestants.user());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE users (user_id bigint PRIMARY KEY, name text)");
        }
    }

    @Override
    protected Connection connect() throws SQLException {
        return DriverManager.getConnection(url, Contestants.user());
    }
}
