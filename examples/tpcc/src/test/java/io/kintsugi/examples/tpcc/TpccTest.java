package io.kintsugi.examples.tpcc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

final class TpccTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter error = new StringWriter();

    @Test
    void missingUrl_isWrongUsage() {
        assertThat(execute("run")).isEqualTo(ExitCode.USAGE);
        assertThat(error.toString()).contains("--url");
    }

    @Test
    void valuesOutOfRange_areWrongUsage() {
        assertThat(execute("load", "--url", "jdbc:postgresql://127.0.0.1:1/x", "--scale", "7"))
                .isEqualTo(ExitCode.USAGE);
        assertThat(error.toString()).contains("scale must be above 0 and at most 1");
    }

    @Test
    void unknownDialect_isWrongUsage() {
        assertThat(execute("load", "--url", "jdbc:oracle:thin:@x")).isEqualTo(ExitCode.USAGE);
        assertThat(error.toString()).contains("no dialect for the URL");
    }

    @Test
    void bothUnitsOfTime_areWrongUsage() {
        assertThat(execute("run", "--url", "jdbc:postgresql:x", "--minutes", "1", "--seconds", "1"))
                .isEqualTo(ExitCode.USAGE);
    }

    @Test
    void unreachableServer_isToldInALine() {
        assertThat(execute("check", "--url", "jdbc:postgresql://127.0.0.1:1/x", "--user", "nobody"))
                .isEqualTo(ExitCode.FAILED);
        assertThat(error.toString()).contains("127.0.0.1:1").hasLineCount(1);
    }

    private int execute(String... arguments) {
        return Tpcc.execute(new PrintWriter(out, true), new PrintWriter(error, true), arguments);
    }
}
