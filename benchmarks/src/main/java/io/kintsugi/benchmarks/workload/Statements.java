package io.kintsugi.benchmarks.workload;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.List;

/** The statements of all contestants, and the code that says them to a connection. */
public final class Statements {
    static final String ORDERS = "orders";
    static final String WRITTEN = "orders_written";

    private static final String COLUMNS = "order_id, user_id, status, amount, note";
    private static final String BY_KEY = "SELECT " + COLUMNS + " FROM orders WHERE order_id = ";
    private static final String POINT_SELECT = BY_KEY + "?";
    private static final String INSERT = "INSERT INTO orders_written (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?)";
    private static final String UPDATE = "UPDATE orders SET note = ? WHERE order_id = ?";
    private static final String IN_LIST = "SELECT " + COLUMNS + " FROM orders WHERE order_id IN ("
            + String.join(", ", Collections.nCopies(Workload.IN_KEYS, "?")) + ")";
    private static final String TOP_TEN =
            "SELECT order_id, amount FROM orders WHERE amount >= ? ORDER BY amount, order_id LIMIT 10";

    private Statements() {}

    /** What the tables are made of; no unique key on what is inserted, since a stub inserts the same row again. */
    public static List<String> definitions() {
        String columns = "user_id bigint NOT NULL, status text NOT NULL, amount numeric(12,2) NOT NULL, note text)";
        return List.of(
                "CREATE TABLE orders (order_id bigint PRIMARY KEY, " + columns,
                "CREATE INDEX orders_by_amount ON orders (amount, order_id)",
                "CREATE TABLE orders_written (order_id bigint NOT NULL, " + columns);
    }

    static long pointSelect(Connection connection, long id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(POINT_SELECT)) {
            statement.setLong(1, id);
            try (ResultSet rows = statement.executeQuery()) {
                return sumOfOrders(rows);
            }
        }
    }

    static long literalSelect(Connection connection, long id) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(BY_KEY + id)) {
            return sumOfOrders(rows);
        }
    }

    static long insert(Connection connection, long id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            bindRow(statement, id);
            return statement.executeUpdate();
        }
    }

    static PreparedStatement insertion(Connection connection) throws SQLException {
        return connection.prepareStatement(INSERT);
    }

    /** Into the table that is read. */
    public static PreparedStatement insertionIntoOrders(Connection connection) throws SQLException {
        return connection.prepareStatement(INSERT.replace(WRITTEN, ORDERS));
    }

    static void bindRow(PreparedStatement statement, long id) throws SQLException {
        statement.setLong(1, id);
        statement.setLong(2, id % 1_000);
        statement.setString(3, "new");
        statement.setBigDecimal(4, BigDecimal.valueOf(id % 100_000, 2));
        statement.setString(5, "a note of no great length");
    }

    static long update(Connection connection, long id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(UPDATE)) {
            statement.setString(1, "a note that is written");
            statement.setLong(2, id);
            return statement.executeUpdate();
        }
    }

    static long twoStatements(Connection connection, long id) throws SQLException {
        connection.setAutoCommit(false);
        long sum = update(connection, id) + pointSelect(connection, id);
        connection.commit();
        connection.setAutoCommit(true);
        return sum;
    }

    static long inList(Connection connection, long first) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(IN_LIST)) {
            for (int key = 0; key < Workload.IN_KEYS; key++) {
                statement.setLong(key + 1, first + key);
            }
            try (ResultSet rows = statement.executeQuery()) {
                return sumOfOrders(rows);
            }
        }
    }

    static PreparedStatement topTen(Connection connection, long least) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(TOP_TEN);
        statement.setBigDecimal(1, BigDecimal.valueOf(least, 2));
        return statement;
    }

    /** One batch of rows with consecutive keys. */
    public static long batch(PreparedStatement statement, long first) throws SQLException {
        for (int row = 0; row < Workload.BATCH_ROWS; row++) {
            bindRow(statement, first + row);
            statement.addBatch();
        }
        return statement.executeBatch().length;
    }

    private static long sumOfOrders(ResultSet rows) throws SQLException {
        long sum = 0;
        while (rows.next()) {
            sum += rows.getLong(1) + rows.getLong(2);
            sum += rows.getString(3).length();
            sum += rows.getBigDecimal(4).unscaledValue().longValue();
            sum += rows.getString(5).isEmpty() ? 0 : 1;
        }
        return sum;
    }
}
