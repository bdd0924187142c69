package io.kintsugi.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Reads a result to its end in a process of its own: {@code main URL QUERY}; prints how many rows there were. */
final class SmallHeapReader {
    private static final int FETCH_SIZE = 1_000;

    private SmallHeapReader() {}

    public static void main(String[] arguments) throws SQLException {
        KintsugiDriver driver = new KintsugiDriver();
        try (Connection connection = Contestants.connect(driver, arguments[0]);
                Statement statement = connection.createStatement()) {
            statement.setFetchSize(FETCH_SIZE);
            System.out.println("rows " + count(statement, arguments[1]));
        } finally {
            driver.engines().close();
        }
    }

    private static long count(Statement statement, String query) throws SQLException {
        long count = 0;
        long before = Long.MIN_VALUE;
        try (ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                long taken = rows.getLong(1);
                if (query.contains("ORDER BY") && taken < before) {
                    throw new IllegalStateException(taken + " after " + before);
                }
                before = taken;
                count += rows.getString(2).isEmpty() ? 0 : 1;
            }
        }
        return count;
    }
}
