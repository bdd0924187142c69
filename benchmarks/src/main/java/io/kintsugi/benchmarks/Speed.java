package io.kintsugi.benchmarks;

import io.kintsugi.benchmarks.paired.SideBySide;
import io.kintsugi.benchmarks.start.Start;
import io.kintsugi.benchmarks.stubbed.ManyTexts;
import io.kintsugi.benchmarks.stubbed.Stubbed;
import io.kintsugi.benchmarks.threads.Contention;
import io.kintsugi.benchmarks.workload.Engine;
import io.kintsugi.testkit.report.Report;
import io.kintsugi.testkit.report.Seed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Measures and writes reports: {@code Speed [--quick] [PART]...}, where the parts are those of {@link #PARTS};
 * everything when nothing is named. Reports go where the system property {@value Report#FOLDER_PROPERTY} says; the jars
 * of peers are in the folder {@value #PEER_PROPERTY}.
 */
public final class Speed {
    static final String PEER_PROPERTY = "kintsugi.bench.shardingsphere";

    private static final int ROUNDS = 40;
    private static final long SLICE_MILLIS = 500;
    private static final long MYSQL_SLICE_MILLIS = 150;
    private static final int QUICK_ROUNDS = 6;
    private static final long QUICK_SLICE_MILLIS = 150;

    private static final List<Integer> TABLES = List.of(1_000, 10_000);
    private static final List<Integer> QUICK_TABLES = List.of(1_000);
    private static final int STARTS = 11;
    private static final int QUICK_STARTS = 3;
    private static final int CALLS = 20_000;
    private static final int QUICK_CALLS = 2_000;
    private static final int TEXT_CALLS = 300_000;
    private static final int QUICK_TEXT_CALLS = 20_000;

    private static final List<String> PARTS =
            List.of("stubbed", "literals", "paired", "paired-mysql", "start", "threads");

    private final boolean quick;

    private Speed(boolean quick) {
        this.quick = quick;
    }

    public static void main(String[] arguments) throws Exception {
        List<String> words = List.of(arguments);
        Speed speed = new Speed(words.contains("--quick"));
        List<String> parts =
                words.stream().filter(word -> !word.startsWith("--")).toList();
        for (String part : parts.isEmpty() ? PARTS : parts) {
            speed.run(part);
        }
    }

    private void run(String part) throws Exception {
        long seed = Seed.of("speed-" + part);
        String command = "benchmarks/speed " + (quick ? "--quick " : "") + part;
        Report report = new Report("speed-" + part.toLowerCase(Locale.ROOT), command, seed, Clock.systemUTC());
        if (quick) {
            report.line("A quick look: too few rounds to judge by.").line("");
        }
        switch (part) {
            case "stubbed" -> Stubbed.into(report, quick);
            case "literals" -> ManyTexts.into(report, quick ? QUICK_TEXT_CALLS : TEXT_CALLS, graph());
            case "paired" -> paired(report, Engine.POSTGRESQL, SLICE_MILLIS, seed);
            case "paired-mysql" -> paired(report, Engine.MYSQL, MYSQL_SLICE_MILLIS, seed);
            case "start" -> Start.into(report, quick ? QUICK_TABLES : TABLES, quick ? QUICK_STARTS : STARTS);
            case "threads" -> Contention.into(report, quick ? QUICK_CALLS : CALLS);
            default ->
                throw new IllegalArgumentException("There is no part '" + part + "', only " + String.join(", ", PARTS));
        }
        report.save();
    }

    private void paired(Report report, Engine engine, long sliceMillis, long seed) throws Exception {
        SideBySide.into(
                report, engine, peer(), quick ? QUICK_ROUNDS : ROUNDS, quick ? QUICK_SLICE_MILLIS : sliceMillis, seed);
    }

    private static Path graph() {
        return Path.of(System.getProperty(Report.FOLDER_PROPERTY, "."), "speed-literals.svg");
    }

    private static Optional<Path> peer() {
        return Optional.ofNullable(System.getProperty(PEER_PROPERTY))
                .map(Path::of)
                .filter(Files::isDirectory);
    }
}
