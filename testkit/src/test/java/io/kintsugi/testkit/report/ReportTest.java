package io.kintsugi.testkit.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ReportTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-20T10:00:00Z"), ZoneOffset.UTC);

    @Test
    void page_saysCommandDateCommitMachineAndSeed() {
        String text = new Report("merge", "mvn -Pproof verify", 42, CLOCK)
                .table(List.of("case", "runs"), List.of(List.of("avg", "1000")))
                .text();
        assertThat(text)
                .startsWith("# merge\n")
                .contains("- command: `mvn -Pproof verify`", "- date: 2026-11-20", "- commit: ", "- seed: 42")
                .containsPattern("- machine: \\d+ processors, \\d+ GiB, \\S+, Java \\d+")
                .contains("| case | runs |\n|---|---|\n| avg | 1000 |");
    }

    @Test
    void row_ofAnotherWidth_isRefused() {
        Report report = new Report("merge", "x", 1, CLOCK);
        assertThatThrownBy(() -> report.table(List.of("a", "b"), List.of(List.of("1"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[1]");
    }
}
