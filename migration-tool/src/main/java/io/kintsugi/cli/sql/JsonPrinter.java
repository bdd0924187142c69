package io.kintsugi.cli.sql;

import io.kintsugi.cli.console.JsonWriter;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One array of objects for each result, a row on a line. */
final class JsonPrinter implements RowPrinter {
    private final PrintStream out;
    private List<ResultColumn> columns = List.of();
    private boolean first = true;

    JsonPrinter(PrintStream out) {
        this.out = out;
    }

    @Override
    public void begin(List<ResultColumn> columnsOfResult) {
        columns = columnsOfResult;
        first = true;
        out.print("[");
    }

    @Override
    public void row(List<@Nullable String> values) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        for (int index = 0; index < columns.size(); index++) {
            row.put(freeName(row, columns.get(index).label()), value(columns.get(index), values.get(index)));
        }
        out.print((first ? "\n  " : ",\n  ") + JsonWriter.compact(row));
        first = false;
    }

    /** Two columns of one name must not hide each other. */
    private static String freeName(Map<String, @Nullable Object> row, String label) {
        String name = label;
        for (int number = 2; row.containsKey(name); number++) {
            name = label + "_" + number;
        }
        return name;
    }

    private static @Nullable Object value(ResultColumn column, @Nullable String text) {
        if (text == null) {
            return null;
        }
        return switch (column.kind()) {
            // Infinity and NaN are no numbers to JSON.
            case NUMBER -> Character.isDigit(text.charAt(text.length() - 1)) ? new JsonWriter.Raw(text) : text;
            case TRUTH -> text.equals("t") || text.equals("true");
            case JSON -> new JsonWriter.Raw(text);
            case TEXT -> text;
        };
    }

    @Override
    public void end(long rowCount) {
        out.println(rowCount == 0 ? "]" : "\n]");
    }

    @Override
    public boolean isForPeople() {
        return false;
    }
}
