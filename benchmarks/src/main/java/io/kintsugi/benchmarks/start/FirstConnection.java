package io.kintsugi.benchmarks.start;

import io.kintsugi.jdbc.KintsugiDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;

/**
 * In a process of its own: opens the first connection and asks for one row. {@code main URL TABLE}; prints the
 * milliseconds of each, from the first line of this method on.
 */
final class FirstConnection {
    private FirstConnection() {}

    public static void main(String[] arguments) throws SQLException {
        long start = System.nanoTime();
        try (KintsugiDataSource source = new KintsugiDataSource(arguments[0])) {
            source.setUser("postgres");
            try (Connection connection = source.getConnection()) {
                long connected = System.nanoTime();
                select(connection, arguments[1]);
                System.out.printf(
                        Locale.ROOT, "%.0f %.0f%n", (connected - start) / 1e6, (System.nanoTime() - connected) / 1e6);
            }
        }
    }

    private static void select(Connection connection, String table) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT * FROM " + table + " WHERE id = ?")) {
            select.setLong(1, 1);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    rows.getLong(1);
                }
            }
        }
    }
}
