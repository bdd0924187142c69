package io.kintsugi.cli.sql;

import io.kintsugi.cli.console.DisplayWidth;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Aligned columns. The first rows decide how wide the columns are and are held back for that; the rest streams, and a
 * value that is wider than its column pushes its line out.
 */
final class TablePrinter implements RowPrinter {
    static final int ROWS_MEASURED_MAX = 500;
    private static final int COLUMN_WIDTH_MIN = 8;
    /** Columns whose single value is a text of several lines are shown as that text. */
    private static final List<String> PLANS = List.of("QUERY PLAN", "ROUTE");

    private final PrintStream out;
    private final TableStyle style;
    private final List<List<@Nullable String>> held = new ArrayList<>();
    private List<ResultColumn> columns = List.of();
    private int[] widths = new int[0];
    private boolean started;

    TablePrinter(PrintStream out, TableStyle style) {
        this.out = out;
        this.style = style;
    }

    @Override
    public void begin(List<ResultColumn> columnsOfResult) {
        columns = columnsOfResult;
        held.clear();
        started = false;
    }

    @Override
    public void row(List<@Nullable String> values) {
        if (started) {
            print(values);
            return;
        }
        held.add(values);
        if (held.size() == ROWS_MEASURED_MAX) {
            start();
        }
    }

    @Override
    public void end(long rowCount) {
        if (!started) {
            start();
        }
        String count = "(" + rowCount + (rowCount == 1 ? " row)" : " rows)");
        out.println(isPlan() ? "" : style.lines(count));
    }

    private boolean isPlan() {
        return columns.size() == 1 && PLANS.contains(columns.get(0).label().toUpperCase(java.util.Locale.ROOT));
    }

    private void start() {
        started = true;
        if (isPlan()) {
            widths = new int[] {0};
        } else {
            widths = fit(measure());
            heading();
        }
        held.forEach(this::print);
        held.clear();
    }

    private int[] measure() {
        int[] measured = new int[columns.size()];
        for (int column = 0; column < measured.length; column++) {
            measured[column] = DisplayWidth.of(ShownValue.of(columns.get(column).label()));
            for (List<@Nullable String> row : held) {
                measured[column] = Math.max(measured[column], DisplayWidth.of(shown(row.get(column))));
            }
        }
        return measured;
    }

    /** Takes from the widest column, one at a time, until the table fits the terminal or no column can give more. */
    private int[] fit(int[] measured) {
        if (style.widthMax() == 0) {
            return measured;
        }
        int total = 3 * measured.length - 1;
        for (int width : measured) {
            total += width;
        }
        for (int excess = total - style.widthMax(); excess > 0; excess--) {
            int widest = 0;
            for (int column = 1; column < measured.length; column++) {
                widest = measured[column] > measured[widest] ? column : widest;
            }
            if (measured.length == 0 || measured[widest] <= COLUMN_WIDTH_MIN) {
                return measured;
            }
            measured[widest]--;
        }
        return measured;
    }

    private void heading() {
        StringBuilder names = new StringBuilder();
        StringBuilder rule = new StringBuilder();
        for (int column = 0; column < columns.size(); column++) {
            boolean last = column == columns.size() - 1;
            String label = cut(ShownValue.of(columns.get(column).label()), column);
            String padding = DisplayWidth.padding(label, widths[column]);
            boolean right = columns.get(column).kind() == ResultColumn.Kind.NUMBER;
            String bold = style.ink().bold(label);
            names.append(' ').append(right ? padding + bold : last ? bold : bold + padding);
            names.append(last ? "" : " " + style.lines(style.vertical()));
            rule.append(style.horizontal().repeat(widths[column] + 2)).append(last ? "" : style.crossing());
        }
        out.println(names);
        out.println(style.lines(rule.toString()));
    }

    private void print(List<@Nullable String> values) {
        if (isPlan()) {
            // A plan is read from top to bottom: neither cut nor framed.
            out.println(" " + ShownValue.of(String.valueOf(values.get(0))));
            return;
        }
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < columns.size(); column++) {
            boolean last = column == columns.size() - 1;
            line.append(' ').append(cell(column, values.get(column), last));
            line.append(last ? "" : " " + style.lines(style.vertical()));
        }
        out.println(line);
    }

    private String cell(int column, @Nullable String value, boolean last) {
        String text = cut(shown(value), column);
        String padding = DisplayWidth.padding(text, widths[column]);
        String looked = value == null ? style.ink().dim(text) : text;
        if (columns.get(column).kind() == ResultColumn.Kind.NUMBER) {
            return padding + looked;
        }
        return last ? looked : looked + padding;
    }

    private String cut(String text, int column) {
        return style.widthMax() == 0 ? text : DisplayWidth.cut(text, widths[column]);
    }

    private static String shown(@Nullable String value) {
        return value == null ? TableStyle.NULL : ShownValue.of(value);
    }

    @Override
    public boolean isForPeople() {
        return true;
    }
}
