package io.kintsugi.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.kintsugi.cli.console.TextTable.Cell;
import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import java.nio.file.NoSuchFileException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ConsoleTest {
    @Test
    void terminalFacts_readTheLaunchersAnswer() {
        assertThat(TerminalFacts.of("ioe:132", Map.of())).isEqualTo(new TerminalFacts(true, true, true, 132));
        assertThat(TerminalFacts.of("e:", Map.of())).isEqualTo(new TerminalFacts(false, false, true, 80));
        assertThat(TerminalFacts.of("o:0", Map.of()).width()).isEqualTo(80);
        assertThat(TerminalFacts.of("o:9999", Map.of()).width()).isEqualTo(500);
        assertThat(TerminalFacts.of("", Map.of())).isEqualTo(TerminalFacts.NONE);
        assertThat(TerminalFacts.of("ioe:132", Map.of("TERM", "dumb")).output()).isFalse();
    }

    @Test
    void json_isWellFormed() {
        Map<String, @Nullable Object> value = new LinkedHashMap<>();
        value.put("text", "a\"b\\c\n\u0002");
        value.put("number", 1.5);
        value.put("odd", Double.NaN);
        value.put("nothing", null);
        value.put("list", Arrays.asList(1, true, "x"));
        value.put("empty", List.of());
        assertThat(JsonWriter.compact(value))
                .isEqualTo("{\"text\":\"a\\\"b\\\\c\\n\\u0002\",\"number\":1.5,\"odd\":\"NaN\",\"nothing\":null,"
                        + "\"list\":[1,true,\"x\"],\"empty\":[]}");
        assertThat(JsonWriter.pretty(Map.of("a", List.of(1)))).isEqualTo("{\n  \"a\": [\n    1\n  ]\n}");
    }

    @Test
    void textTable_alignsAndLeavesNoBlanksAtTheEnd() {
        List<String> lines = new TextTable("node", "state", "note")
                .row(Cell.plain("a"), new Cell("ok", text -> "<" + text + ">"), Cell.plain(""))
                .row(Cell.plain("longer"), Cell.plain("problem"), Cell.plain("why"))
                .lines(Ink.NONE);
        assertThat(lines).containsExactly("node    state    note", "a       <ok>", "longer  problem  why");
    }

    @Test
    void displayWidth_cutsByColumns() {
        assertThat(DisplayWidth.of("金継ぎ")).isEqualTo(6);
        assertThat(DisplayWidth.cut("金継ぎ", 4)).isEqualTo("金…");
        assertThat(DisplayWidth.cut("short", 10)).isEqualTo("short");
    }

    @Test
    void errorReport_ofOurOwn_hasTheRemedyAndTheId() {
        ShardException failure = new ShardException(ErrorCode.PORT_IN_USE, "Port 5 is taken.").withRemedy("Use 6.");
        ErrorReport report = ErrorReport.of(new IllegalStateException("wrapped", failure));
        assertThat(report.text(Ink.NONE)).isEqualTo("error: Port 5 is taken.\nway out: Use 6. [K1601]");
        assertThat(report.exitCode()).isEqualTo(ExitCode.PRECONDITION);
    }

    @Test
    void errorReport_tellsAMissingFileFromASilentManager() {
        ShardException file =
                new ShardException(ErrorCode.TOPOLOGY_UNREACHABLE, "x", new NoSuchFileException("cluster.yaml"));
        ShardException manager = new ShardException(ErrorCode.TOPOLOGY_UNREACHABLE, "x");
        assertThat(ErrorReport.of(file).exitCode()).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(ErrorReport.of(manager).exitCode()).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(ErrorReport.of(new SQLException("gone", "08006")).exitCode()).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(ErrorReport.of(new SQLException("bad", "42601")).exitCode()).isEqualTo(ExitCode.FAILURE);
    }

    @Test
    void errorReport_ofADefect_asksForAReport() {
        ErrorReport report = ErrorReport.of(new NullPointerException("oops"));
        assertThat(report.text(Ink.NONE)).contains("oops", "--verbose", "[K1901]");
    }
}
