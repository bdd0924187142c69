package io.kintsugi.jdbc.tpch;

import static org.assertj.core.api.Assertions.assertThat;

import io.kintsugi.testkit.oracle.Dialect;
import io.kintsugi.testkit.tpch.TpchLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The list of what becomes of each query today, one file a dialect and layout. {@code -Daccept} writes what was seen
 * into it, to be read as a difference before it is kept.
 */
final class ExpectedOutcomes {
    private static final boolean ACCEPT = System.getProperty("accept") != null;
    private static final Path FOLDER = Path.of("src", "test", "resources", "tpch");

    private ExpectedOutcomes() {}

    /** Fails on a wrong answer, accepted or not; then on whatever is not as the list has it. */
    static void require(List<TpchOutcome> outcomes, Dialect dialect, TpchLayout layout) throws IOException {
        requireNoneWrong(outcomes);
        Path file = FOLDER.resolve(dialect.word() + "-" + layout.title() + ".txt");
        List<String> seen = outcomes.stream().map(TpchOutcome::line).toList();
        if (ACCEPT) {
            Files.createDirectories(FOLDER);
            Files.write(file, seen);
        }
        assertThat(seen).as("%s; -Daccept takes what is seen", file).isEqualTo(Files.readAllLines(file));
    }

    static void requireNoneWrong(List<TpchOutcome> outcomes) {
        assertThat(outcomes.stream().filter(TpchOutcome::wrong).map(outcome -> outcome.line() + ": " + outcome.why()))
                .as("wrong answers")
                .isEmpty();
    }
}
