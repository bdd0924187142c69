package io.kintsugi.cli.sql;

import java.io.PrintStream;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** RFC 4180 with a heading; NULL is nothing, an empty text is a pair of quotes. */
final class CsvPrinter implements RowPrinter {
    private static final String LINE_END = "\r\n";

    private final PrintStream out;

    CsvPrinter(PrintStream out) {
        this.out = out;
    }

    @Override
    public void begin(List<ResultColumn> columns) {
        print(columns.stream().map(ResultColumn::label).toList());
    }

    @Override
    public void row(List<@Nullable String> values) {
        print(values);
    }

    private void print(List<? extends @Nullable String> values) {
        out.print(values.stream().map(CsvPrinter::field).collect(Collectors.joining(",", "", LINE_END)));
    }

    private static String field(@Nullable String value) {
        if (value == null) {
            return "";
        }
        boolean quoted = value.isEmpty() || value.chars().anyMatch(character -> "\",\r\n".indexOf(character) >= 0);
        return quoted ? '"' + value.replace("\"", "\"\"") + '"' : value;
    }

    @Override
    public void end(long rowCount) {
        out.flush();
    }

    @Override
    public boolean isForPeople() {
        return false;
    }
}
