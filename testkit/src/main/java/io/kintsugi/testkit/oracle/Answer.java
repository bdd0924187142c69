package io.kintsugi.testkit.oracle;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What came back: rows, a count, or an error.
 *
 * @param state the error's SQLSTATE; empty when there was none
 * @param columns names and types; or the update count
 */
public record Answer(String state, String message, List<String> columns, List<String> rows) {
    private static final String REFUSAL = "KZ";
    private static final String DEFECT = "KZ901";
    private static final String CRASH = "crash";
    private static final Pattern TYPE = Pattern.compile(" [A-Z ]+\\(-?\\d+,-?\\d+\\)$");
    private static final Pattern OBJECT = Pattern.compile(" ‹[^›]*›");

    /** Runs a statement and reads everything. */
    public static Answer of(Connection connection, Query query, int fetchSize) {
        try {
            return query.parameters().isEmpty()
                    ? plain(connection, query, fetchSize)
                    : bound(connection, query, fetchSize);
        } catch (SQLException failed) {
            return new Answer(
                    String.valueOf(failed.getSQLState()), String.valueOf(failed.getMessage()), List.of(), List.of());
        } catch (RuntimeException | StackOverflowError crashed) {
            StackTraceElement[] trace = crashed.getStackTrace();
            return new Answer(CRASH, crashed + " at " + (trace.length == 0 ? "" : trace[0]), List.of(), List.of());
        }
    }

    private static Answer plain(Connection connection, Query query, int fetchSize) throws SQLException {
        try (java.sql.Statement statement = connection.createStatement()) {
            statement.setFetchSize(fetchSize);
            return read(statement, statement.execute(query.sql()));
        }
    }

    private static Answer bound(Connection connection, Query query, int fetchSize) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query.sql())) {
            for (int i = 0; i < query.parameters().size(); i++) {
                query.parameters().get(i).set(statement, i + 1);
            }
            statement.setFetchSize(fetchSize);
            return read(statement, statement.execute());
        }
    }

    private static Answer read(java.sql.Statement statement, boolean hasRows) throws SQLException {
        if (!hasRows) {
            return new Answer("", "", List.of("count " + statement.getUpdateCount()), List.of());
        }
        try (ResultSet rows = statement.getResultSet()) {
            return read(rows);
        }
    }

    public static Answer read(ResultSet rows) throws SQLException {
        ResultSetMetaData metaData = rows.getMetaData();
        List<String> columns = new ArrayList<>();
        for (int column = 1; column <= metaData.getColumnCount(); column++) {
            columns.add(column(metaData, column));
        }
        List<String> values = new ArrayList<>();
        while (rows.next()) {
            values.add(row(rows, columns.size()));
        }
        return new Answer("", "", columns, values);
    }

    /**
     * Label, type and size of a column. The native driver tells the precision of an array only if its connection has
     * met the type of the elements, so arrays have none here; nor has JSON of MySQL, whose plan decides about it.
     */
    public static String column(ResultSetMetaData metaData, int column) throws SQLException {
        String type = metaData.getColumnTypeName(column);
        String size = type.startsWith("_") || type.equals("JSON")
                ? ""
                : "(" + metaData.getPrecision(column) + "," + metaData.getScale(column) + ")";
        return metaData.getColumnLabel(column) + " " + type + size;
    }

    private static String row(ResultSet rows, int width) throws SQLException {
        StringBuilder row = new StringBuilder();
        for (int column = 1; column <= width; column++) {
            row.append(rows.getString(column))
                    .append(" ‹")
                    .append(object(rows, column))
                    .append("›  ");
        }
        return row.toString();
    }

    /** Class and value as {@code getObject} gives them; empty for NULL. */
    public static String object(ResultSet rows, int column) throws SQLException {
        Object value;
        try {
            value = rows.getObject(column);
        } catch (SQLException failed) {
            return "unreadable " + failed.getSQLState();
        }
        return value == null ? "" : value.getClass().getSimpleName() + " " + text(value);
    }

    private static @Nullable Object text(Object value) throws SQLException {
        if (value instanceof byte[] bytes) {
            return Arrays.toString(bytes);
        }
        return value instanceof Array array ? Arrays.deepToString(new Object[] {array.getArray()}) : value;
    }

    /** The same without types: labels, and values as text. */
    public Answer withoutTypes() {
        return new Answer(
                state,
                message,
                columns.stream()
                        .map(column -> TYPE.matcher(column).replaceAll(""))
                        .toList(),
                rows.stream().map(row -> OBJECT.matcher(row).replaceAll("")).toList());
    }

    public boolean answered() {
        return state.isEmpty();
    }

    public boolean refused() {
        return state.startsWith(REFUSAL) && !state.equals(DEFECT);
    }

    /** What is wrong with this answer, given that of the plain database. */
    public Optional<String> wrongAgainst(Answer expected, boolean ordered) {
        if (state.equals(CRASH) || state.equals(DEFECT)) {
            return Optional.of("defect " + message);
        }
        if (refused()) {
            return Optional.empty();
        }
        if (!answered() || !expected.answered()) {
            return state.equals(expected.state)
                    ? Optional.empty()
                    : Optional.of(
                            "state '" + state + "' instead of '" + expected.state + "': " + message + expected.message);
        }
        if (!columns.equals(expected.columns)) {
            return Optional.of("columns " + columns + " instead of " + expected.columns);
        }
        return sorted(rows, ordered).equals(sorted(expected.rows, ordered))
                ? Optional.empty()
                : Optional.of("rows\n    " + String.join("\n    ", first(rows)) + "\n  instead of\n    "
                        + String.join("\n    ", first(expected.rows)));
    }

    private static List<String> sorted(List<String> rows, boolean ordered) {
        return ordered ? rows : rows.stream().sorted().toList();
    }

    private static List<String> first(List<String> rows) {
        List<String> shown = new ArrayList<>(rows.subList(0, Math.min(rows.size(), 12)));
        shown.add("(" + rows.size() + " rows)");
        return shown;
    }
}
