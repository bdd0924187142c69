package io.kintsugi.cli.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.kintsugi.cli.console.Ink;
import io.kintsugi.cli.sql.ResultColumn.Kind;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class RowPrinterTest {
    private static final List<ResultColumn> COLUMNS = List.of(
            new ResultColumn("id", Kind.NUMBER),
            new ResultColumn("name", Kind.TEXT),
            new ResultColumn("ok", Kind.TRUTH));

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private static List<@Nullable String> values(@Nullable String... values) {
        return Arrays.asList(values);
    }

    private String print(
            Function<PrintStream, RowPrinter> printer, List<ResultColumn> columns, List<List<@Nullable String>> rows) {
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        RowPrinter rowPrinter = printer.apply(out);
        rowPrinter.begin(columns);
        rows.forEach(rowPrinter::row);
        rowPrinter.end(rows.size());
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void table_alignsNumbersRightAndShowsNull() {
        String text = print(
                out -> new TablePrinter(out, TableStyle.forPipe()),
                COLUMNS,
                List.of(values("1", "Ada", "t"), values("20", null, null)));
        assertThat(text).isEqualTo("""
                         id | name | ok
                        ----+------+------
                          1 | Ada  | t
                         20 | NULL | NULL
                        (2 rows)
                        """);
    }

    @Test
    void table_wideCharactersTakeTwoColumns() {
        String text = print(
                out -> new TablePrinter(out, TableStyle.forPipe()),
                COLUMNS,
                List.of(values("1", "金継ぎ", "t"), values("2", "abc", "f")));
        assertThat(text).contains("  1 | 金継ぎ | t\n", "  2 | abc    | f\n");
    }

    @Test
    void table_controlCharactersAreMadeVisible() {
        String text = print(
                out -> new TablePrinter(out, TableStyle.forPipe()),
                COLUMNS,
                List.of(values("1", "a\nb\u001b[31m", "t")));
        assertThat(text).contains("a\\nb\\x1b[31m").doesNotContain("\u001b");
    }

    @Test
    void table_isCutOnlyAtATerminal() {
        List<List<@Nullable String>> rows = List.of(values("1", "x".repeat(300), "t"));
        assertThat(print(out -> new TablePrinter(out, TableStyle.forPipe()), COLUMNS, rows))
                .contains("x".repeat(300));
        bytes.reset();
        String cut = print(out -> new TablePrinter(out, TableStyle.forTerminal(Ink.NONE, 60)), COLUMNS, rows);
        assertThat(cut).contains("x…").doesNotContain("x".repeat(60));
        assertThat(cut.lines()).allMatch(line -> line.length() <= 60);
    }

    @Test
    void table_streamsPastTheMeasuredRows() {
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        TablePrinter printer = new TablePrinter(out, TableStyle.forPipe());
        printer.begin(COLUMNS);
        for (int row = 0; row < TablePrinter.ROWS_MEASURED_MAX; row++) {
            printer.row(values("1", "a", "t"));
        }
        assertThat(bytes.size()).as("printed before the end").isPositive();
        printer.row(values("2", "wider than its column", "t"));
        printer.end(TablePrinter.ROWS_MEASURED_MAX + 1);
        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .contains("wider than its column")
                .endsWith("(501 rows)\n");
    }

    @Test
    void plan_isShownAsItIs() {
        List<ResultColumn> plan = List.of(new ResultColumn("QUERY PLAN", Kind.TEXT));
        String text = print(
                out -> new TablePrinter(out, TableStyle.forTerminal(Ink.NONE, 40)),
                plan,
                List.of(values("tier: pass through " + "y".repeat(60)), values("  indented")));
        assertThat(text)
                .contains("tier: pass through " + "y".repeat(60), "   indented")
                .doesNotContain("│", "…");
    }

    @Test
    void emptyResult_hasItsHeading() {
        assertThat(print(out -> new TablePrinter(out, TableStyle.forPipe()), COLUMNS, List.of()))
                .contains(" id | name | ok", "(0 rows)");
    }

    @Test
    void csv_quotesWhatNeedsIt() {
        String text = print(
                CsvPrinter::new,
                COLUMNS,
                List.of(values("1", "say \"hi\", all", "t"), values("2", null, "f"), values("3", "", "f")));
        assertThat(text).isEqualTo("id,name,ok\r\n1,\"say \"\"hi\"\", all\",t\r\n2,,f\r\n3,\"\",f\r\n");
    }

    @Test
    void json_keepsTypes() {
        List<ResultColumn> columns = List.of(
                new ResultColumn("n", Kind.NUMBER),
                new ResultColumn("n", Kind.NUMBER),
                new ResultColumn("ok", Kind.TRUTH),
                new ResultColumn("doc", Kind.JSON),
                new ResultColumn("text", Kind.TEXT));
        String text = print(
                JsonPrinter::new,
                columns,
                List.of(values("12.50", "NaN", "t", "{\"a\": 1}", "x\"\u0001y"), values(null, "7", "f", null, null)));
        assertThat(text)
                .isEqualTo(
                        "[\n  {\"n\":12.50,\"n_2\":\"NaN\",\"ok\":true,\"doc\":{\"a\": 1},\"text\":\"x\\\"\\u0001y\"},\n"
                                + "  {\"n\":null,\"n_2\":7,\"ok\":false,\"doc\":null,\"text\":null}\n]\n");
    }

    @Test
    void json_ofNoRows_isAnEmptyArray() {
        assertThat(print(JsonPrinter::new, COLUMNS, List.of())).isEqualTo("[]\n");
    }

    @Test
    void expanded_hasALineForEachValue() {
        String text = print(
                out -> new ExpandedPrinter(out, TableStyle.forPipe()), COLUMNS, List.of(values("1", "Ada", null)));
        assertThat(text).contains("-[ row 1 ]-", "id   | 1\nname | Ada\nok   | NULL\n", "(1 row)");
    }

    @Test
    void commandTag_saysWhatWasDone() {
        assertThat(CommandTag.of("insert into t values (1)", 1)).isEqualTo("INSERT 1");
        assertThat(CommandTag.of("-- x\n/* y */ create  table t (a int)", 0)).isEqualTo("CREATE TABLE");
        assertThat(CommandTag.of("begin", 0)).isEqualTo("BEGIN");
        assertThat(CommandTag.of("(", 0)).isEqualTo("OK");
    }
}
