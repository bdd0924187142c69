package io.kintsugi.testkit.conformance;

import io.kintsugi.testkit.oracle.Answer;
import java.sql.BatchUpdateException;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What one execution came to.
 *
 * @param state the error's SQLSTATE; empty for success
 * @param columns labels and types; an update count in place of them
 * @param rows each value as text
 * @param objects each value as {@code getObject} gives it
 */
record Outcome(
        String state,
        int number,
        String message,
        List<String> columns,
        List<List<String>> rows,
        List<List<String>> objects) {
    private static final String REFUSAL = "KZ";
    private static final String DEFECT = "KZ901";
    private static final String CRASH = "crash";

    static Outcome counted(String what) {
        return new Outcome("", 0, "", List.of(what), List.of(), List.of());
    }

    static Outcome failed(SQLException failed) {
        String counts = failed instanceof BatchUpdateException batch
                ? "batch " + Arrays.toString(batch.getLargeUpdateCounts())
                : "";
        return new Outcome(
                String.valueOf(failed.getSQLState()),
                failed.getErrorCode(),
                String.valueOf(failed.getMessage()),
                List.of(counts),
                List.of(),
                List.of());
    }

    static Outcome crashed(Throwable crashed) {
        StackTraceElement[] trace = crashed.getStackTrace();
        String place = trace.length == 0 ? "" : " at " + trace[0];
        return new Outcome(CRASH, 0, crashed + place, List.of(), List.of(), List.of());
    }

    static Outcome of(ResultSet result, String before) throws SQLException {
        ResultSetMetaData metaData = result.getMetaData();
        List<String> columns = new ArrayList<>();
        if (!before.isEmpty()) {
            columns.add(before);
        }
        int width = metaData.getColumnCount();
        for (int column = 1; column <= width; column++) {
            columns.add(Answer.column(metaData, column));
        }
        List<List<String>> rows = new ArrayList<>();
        List<List<String>> objects = new ArrayList<>();
        while (result.next()) {
            List<String> texts = new ArrayList<>();
            List<String> values = new ArrayList<>();
            for (int column = 1; column <= width; column++) {
                texts.add(String.valueOf(result.getString(column)));
                values.add(Answer.object(result, column));
            }
            rows.add(texts);
            objects.add(values);
        }
        return new Outcome("", 0, "", columns, rows, objects);
    }

    boolean answered() {
        return state.isEmpty();
    }

    /** Whether Kintsugi declined to run it, naming why. */
    boolean refused() {
        return state.startsWith(REFUSAL) && !state.equals(DEFECT);
    }

    boolean defect() {
        return state.equals(DEFECT) || state.equals(CRASH);
    }

    /** The error code of a refusal: KZ002 belongs to K1002. */
    String code() {
        return "K1" + state.substring(REFUSAL.length());
    }

    @Override
    public String toString() {
        if (!answered()) {
            return "error " + state + " " + message;
        }
        List<String> shown = new ArrayList<>(List.of(columns.toString()));
        rows.stream().limit(12).forEach(row -> shown.add(String.join(" | ", row)));
        if (rows.size() > 12) {
            shown.add("and more: " + rows.size() + " rows");
        }
        return String.join("\n      ", shown);
    }
}
