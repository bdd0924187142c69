package io.kintsugi.cli.sql;

import io.kintsugi.cli.console.DisplayWidth;
import java.io.PrintStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A line for each value, for rows that are wider than a screen. */
final class ExpandedPrinter implements RowPrinter {
    private static final int RULE_LENGTH = 32;

    private final PrintStream out;
    private final TableStyle style;
    private List<ResultColumn> columns = List.of();
    private int labelWidth;
    private long rows;

    ExpandedPrinter(PrintStream out, TableStyle style) {
        this.out = out;
        this.style = style;
    }

    @Override
    public void begin(List<ResultColumn> columnsOfResult) {
        columns = columnsOfResult;
        rows = 0;
        labelWidth = columns.stream()
                .mapToInt(column -> DisplayWidth.of(ShownValue.of(column.label())))
                .max()
                .orElse(0);
    }

    @Override
    public void row(List<@Nullable String> values) {
        rows++;
        String title = style.horizontal() + "[ row " + rows + " ]";
        out.println(style.lines(title + style.horizontal().repeat(RULE_LENGTH)));
        for (int column = 0; column < columns.size(); column++) {
            String label = ShownValue.of(columns.get(column).label());
            String value = values.get(column);
            String shown = value == null ? style.ink().dim(TableStyle.NULL) : ShownValue.of(value);
            out.println(style.ink().bold(label) + DisplayWidth.padding(label, labelWidth) + " "
                    + style.lines(style.vertical()) + " " + shown);
        }
    }

    @Override
    public void end(long rowCount) {
        out.println(style.lines("(" + rowCount + (rowCount == 1 ? " row)" : " rows)")));
    }

    @Override
    public boolean isForPeople() {
        return true;
    }
}
