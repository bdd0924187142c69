package io.kintsugi.jdbc;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/**
 * Reads results to their ends in a process of its own: {@code main URL USER QUERY...}; prints for each how many rows
 * there were, and the first column of the last one.
 */
public final class SmallHeapReader {
    private static final int FETCH_SIZE = 1_000;
    private static final long WAIT_MINUTES_MAX = 30;
    private static final String PREFIX = "rows ";

    private SmallHeapReader() {}

    /** What the process prints, or all of its output if it fails. */
    public static List<String> read(String heap, String url, String user, List<String> queries)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                heap,
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                SmallHeapReader.class.getName(),
                url,
                user));
        command.addAll(queries);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(WAIT_MINUTES_MAX, TimeUnit.MINUTES)) {
            throw new IllegalStateException("it has not ended: " + output);
        }
        return process.exitValue() == 0
                ? output.lines().filter(line -> line.startsWith(PREFIX)).toList()
                : output.lines().toList();
    }

    public static void main(String[] arguments) throws SQLException {
        KintsugiDriver driver = new KintsugiDriver();
        Properties properties = new Properties();
        properties.setProperty("user", arguments[1]);
        try (Connection connection = Objects.requireNonNull(driver.connect(arguments[0], properties), "not ours");
                Statement statement = connection.createStatement()) {
            statement.setFetchSize(FETCH_SIZE);
            for (int query = 2; query < arguments.length; query++) {
                System.out.println(PREFIX + count(statement, arguments[query]));
            }
        } finally {
            driver.engines().close();
        }
    }

    private static String count(Statement statement, String query) throws SQLException {
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
        return count + " last " + before;
    }
}
