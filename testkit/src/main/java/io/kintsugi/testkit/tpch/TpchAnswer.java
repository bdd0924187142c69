package io.kintsugi.testkit.tpch;

import io.kintsugi.testkit.oracle.Answer;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a database came to with a query.
 *
 * @param state the error's SQLSTATE; empty for success
 * @param columns labels, types and sizes
 * @param rows each value as text, then each as {@code getObject} gives it
 * @param millis until the last row was read, or until it failed
 */
public record TpchAnswer(String state, String message, List<String> columns, List<List<String>> rows, double millis) {
    private static final int ROWS_SHOWN = 5;

    public TpchAnswer {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /** Asks the query, and runs what it needs before and after. */
    public static TpchAnswer of(Connection connection, TpchQuery query, int timeoutSeconds) {
        try (Statement statement = connection.createStatement()) {
            if (!query.before().isEmpty()) {
                statement.execute(query.before());
            }
            statement.setQueryTimeout(timeoutSeconds);
            try {
                return ask(statement, query.sql());
            } finally {
                statement.setQueryTimeout(0);
                if (!query.after().isEmpty()) {
                    statement.execute(query.after());
                }
            }
        } catch (SQLException failed) {
            return failed(failed, 0);
        }
    }

    private static TpchAnswer ask(Statement statement, String sql) {
        long start = System.nanoTime();
        try (ResultSet result = statement.executeQuery(sql)) {
            List<String> columns = new ArrayList<>();
            ResultSetMetaData metaData = result.getMetaData();
            for (int column = 1; column <= metaData.getColumnCount(); column++) {
                columns.add(Answer.column(metaData, column));
            }
            List<List<String>> rows = new ArrayList<>();
            while (result.next()) {
                rows.add(row(result, columns.size()));
            }
            return new TpchAnswer("", "", columns, rows, millisSince(start));
        } catch (SQLException failed) {
            return failed(failed, millisSince(start));
        }
    }

    private static TpchAnswer failed(SQLException failed, double millis) {
        String state = String.valueOf(failed.getSQLState());
        return new TpchAnswer(state, String.valueOf(failed.getMessage()), List.of(), List.of(), millis);
    }

    private static List<String> row(ResultSet result, int width) throws SQLException {
        List<String> values = new ArrayList<>();
        for (int column = 1; column <= width; column++) {
            values.add(String.valueOf(result.getString(column)));
        }
        for (int column = 1; column <= width; column++) {
            values.add(Answer.object(result, column));
        }
        return values;
    }

    private static double millisSince(long start) {
        return (System.nanoTime() - start) / 1e6;
    }

    public boolean answered() {
        return state.isEmpty();
    }

    /** What is wrong with it, given that of one plain database; to the letter, columns too. */
    public Optional<String> differenceFrom(TpchAnswer plain, TpchQuery query) {
        if (!plain.answered() || !answered()) {
            return Optional.of("one database: '" + plain.message + "', here: '" + state + " " + message + "'");
        }
        if (!columns.equals(plain.columns)) {
            return Optional.of("columns " + columns + " instead of " + plain.columns);
        }
        return rowsDiffer(rows, plain.rows, query.order());
    }

    /** The same for another product: numbers by their value, no columns, no classes of values. */
    public Optional<String> valuesDifferFrom(TpchAnswer plain, TpchQuery query) {
        return rowsDiffer(values(), plain.values(), query.order());
    }

    private static Optional<String> rowsDiffer(
            List<List<String>> rows, List<List<String>> expected, List<Integer> order) {
        boolean same = order.isEmpty()
                ? rows.equals(expected)
                : sorted(rows).equals(sorted(expected)) && keys(rows, order).equals(keys(expected, order));
        return same ? Optional.empty() : Optional.of("rows " + shown(rows) + "\n  instead of " + shown(expected));
    }

    private static List<List<String>> sorted(List<List<String>> rows) {
        return rows.stream().sorted(Comparator.comparing(Object::toString)).toList();
    }

    private static List<List<String>> keys(List<List<String>> rows, List<Integer> order) {
        return rows.stream()
                .map(row -> order.stream().map(column -> row.get(column - 1)).toList())
                .toList();
    }

    private static String shown(List<List<String>> rows) {
        StringBuilder shown = new StringBuilder(rows.size() + " rows");
        rows.stream().limit(ROWS_SHOWN).forEach(row -> shown.append("\n    ").append(row));
        return shown.toString();
    }

    private List<List<String>> values() {
        return rows.stream()
                .map(row -> row.subList(0, row.size() / 2).stream()
                        .map(TpchAnswer::plainNumber)
                        .toList())
                .toList();
    }

    private static String plainNumber(String value) {
        try {
            return new BigDecimal(value).stripTrailingZeros().toPlainString();
        } catch (NumberFormatException text) {
            return value.stripTrailing();
        }
    }
}
