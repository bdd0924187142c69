package io.kintsugi.jdbc.onejar;

import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;

/** A program of its own: connects, asks one question, and says what that took in a fresh virtual machine. */
final class FirstConnection {
    private FirstConnection() {}

    /** @param arguments the URL and a query */
    public static void main(String[] arguments) throws SQLException {
        long began = System.nanoTime();
        try (Connection connection = DriverManager.getConnection(arguments[0])) {
            long connected = System.nanoTime();
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(arguments[1])) {
                rows.next();
                System.out.printf(
                        "answer %s; first connection %d ms, first query %d ms, %,d classes%n",
                        rows.getString(1),
                        TimeUnit.NANOSECONDS.toMillis(connected - began),
                        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - connected),
                        ManagementFactory.getClassLoadingMXBean().getLoadedClassCount());
            }
        }
    }
}
