package io.kintsugi.jdbc;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Writes that look beyond a shard: the steps that are planned for them do what one database does. */
final class StepsIT extends Differential {
    /** The same text on each shard, which needs no steps. */
    private static final String KEPT_KEY =
            "INSERT INTO orders (order_id, user_id, total) SELECT age + 100, user_id, 1.005 FROM users WHERE age > 20";

    private static final String KINDS =
            "INSERT INTO kinds VALUES (1, true, 2, 3, 4, 0.1, '-0', 1.10, 2.20, 'ä ''x', 'v', 'c ',"
                    + " '\\x00ff', '2024-02-29', '10:00:00.123456', '10:00:00+02', '2024-01-01 10:00:00', 'infinity',"
                    + " 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', '{\"b\": 1,  \"a\": null}', 'null', '{{1,2},{NULL,4}}',"
                    + " '{NULL,\"NULL\",\"a,b\"}', '1 mon 26:00', '10.0.0.0/8', B'101'), (2, NULL, NULL, NULL, NULL, 'NaN', 'NaN',"
                    + " 'NaN', NULL, '', NULL, NULL, '', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '{}', NULL, NULL, NULL, NULL)";

    private static void fill(Connection connection) throws SQLException {
        run(connection, "SET kintsugi.transaction_mode = 'best-effort'");
        try (PreparedStatement users =
                        connection.prepareStatement("INSERT INTO users (user_id, name, age) VALUES (?, ?, ?)");
                PreparedStatement orders =
                        connection.prepareStatement("INSERT INTO orders (order_id, user_id, total) VALUES (?, ?, ?)")) {
            for (int id = 1; id <= 24; id++) {
                users.setLong(1, id);
                users.setString(2, "user " + id);
                users.setObject(3, id % 6 == 0 ? null : id % 7 + 20, Types.INTEGER);
                users.addBatch();
                orders.setLong(1, id + 10);
                orders.setLong(2, id * 5 % 23 + 1);
                orders.setObject(3, id % 9 == 0 ? null : BigDecimal.valueOf(id * 155, 2), Types.NUMERIC);
                orders.addBatch();
            }
            users.executeBatch();
            orders.executeBatch();
        }
        run(connection, KINDS);
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** How many rows a statement writes: over shards in steps, none of these being one that does without. */
    private static int write(Connection connection, String sql) throws SQLException {
        if (isOurs(connection) && !sql.equals(KEPT_KEY)) {
            HandSteps steps = HandSteps.of(connection, sql).orElseThrow();
            steps.read(connection);
            return steps.write(connection);
        }
        try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }

    private static boolean isOurs(Connection connection) {
        return connection.getClass().getName().startsWith("io.kintsugi");
    }

    private void same(String... statements) throws SQLException {
        sameOverShards((connection, transcript) -> {
            fill(connection);
            connection.setAutoCommit(false);
            for (String sql : statements) {
                transcript.say(sql, write(connection, sql));
            }
            connection.commit();
            try (Statement statement = connection.createStatement()) {
                for (String table : List.of("users ORDER BY 1", "orders ORDER BY 2, 1", "kinds ORDER BY 1")) {
                    transcript.rows(table, statement.executeQuery("SELECT * FROM " + table));
                }
            }
        });
    }

    @Test
    void insertFromAQuery_givesWhatOneDatabaseGives() throws SQLException {
        same(
                KEPT_KEY,
                "INSERT INTO users (user_id, name, age) SELECT order_id + 100, 'x', total FROM orders WHERE order_id < 30",
                "INSERT INTO users (user_id, name, note) SELECT 500 + count(*), max(name), NULL FROM users",
                "INSERT INTO users (user_id, name, age) SELECT 600 + u.user_id, u.name, u.age FROM orders o"
                        + " JOIN users u ON u.age = o.order_id",
                "INSERT INTO kinds (id, i4, n2, v, d) SELECT order_id + 1000, total, total * 1.117, 'v', '2024-02-29'"
                        + " FROM orders WHERE order_id < 100 ORDER BY order_id DESC LIMIT 7",
                "INSERT INTO kinds (id, i8) SELECT id + 2000, row_number() OVER (ORDER BY id) FROM kinds"
                        + " ON CONFLICT (id) DO UPDATE SET i8 = -1");
    }

    @Test
    void changesByRowsOfOtherShards_areThoseOfOneDatabase() throws SQLException {
        same(
                "UPDATE users SET age = o.total, note = users.name || '!' FROM orders o WHERE o.order_id = users.user_id",
                "UPDATE users SET note = (SELECT max(total) FROM orders) WHERE age IN (SELECT order_id FROM orders)",
                "UPDATE kinds SET i4 = u.age, f8 = f8 FROM users u WHERE u.user_id = kinds.id + 1",
                "DELETE FROM kinds WHERE id NOT IN (SELECT age FROM users WHERE age IS NOT NULL) AND id > 1",
                "DELETE FROM orders o USING users u WHERE u.age = o.order_id AND u.user_id <> o.user_id",
                "DELETE FROM orders WHERE order_id NOT IN (SELECT age FROM users)",
                "DELETE FROM orders WHERE order_id NOT IN (SELECT age FROM users WHERE age IS NOT NULL)");
    }

    @Test
    void rowsWhoseKeyChanges_moveWhole() throws SQLException {
        same(
                "UPDATE orders SET user_id = 4, total = total * 2 WHERE user_id = 6",
                "UPDATE orders SET user_id = 25 - user_id WHERE order_id > 20",
                "UPDATE kinds SET id = 7 WHERE id = 1",
                "UPDATE kinds SET id = id + 500, t = upper(t), n2 = 1.005 WHERE b OR b IS NULL",
                "UPDATE users SET user_id = 900, name = 'moved' WHERE user_id = 999");
    }

    /** Somebody changes a row between the steps: it is not written by what is no longer true. */
    @Test
    void rowChangedBetweenTheSteps_isNotWritten() throws SQLException {
        try (Connection connection = sharded().connect();
                Connection other = sharded().connect()) {
            fill(connection);
            HandSteps steps = HandSteps.of(
                            connection, "UPDATE users SET note = 'late' WHERE user_id IN (SELECT order_id FROM orders)")
                    .orElseThrow();
            steps.read(connection);
            run(other, "UPDATE users SET age = 99 WHERE user_id = 12");
            assertThatThrownBy(() -> steps.write(connection)).hasMessageContaining("user 12");
        }
    }
}
