package io.kintsugi.benchmarks.stubbed;

import io.kintsugi.benchmarks.stub.ReplaySockets;
import io.kintsugi.benchmarks.workload.TwoShards;
import io.kintsugi.benchmarks.workload.Workload;
import io.kintsugi.testkit.report.Report;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs {@link AddedCost} for every kind of work and puts the differences into a report's table. */
public final class Stubbed {
    private static final int ROWS = 4_000;
    private static final String GARBAGE = "gc.alloc.rate.norm";
    private static final double NONE = Double.POSITIVE_INFINITY;

    private Stubbed() {}

    /** What one contestant needs for one call. */
    private record Measured(double micros, double error, double bytes) {}

    /**
     * @param quick one short fork instead of five, for a look; its times say little
     */
    public static void into(Report report, boolean quick) throws IOException, SQLException, RunnerException {
        try (TwoShards cluster = TwoShards.start(ROWS)) {
            table(report, new Runner(options(cluster, quick)).run());
        }
    }

    private static Options options(TwoShards cluster, boolean quick) throws IOException {
        List<String> properties =
                new ArrayList<>(cluster.addresses(ReplaySockets.PARAMETERS).asProperties());
        properties.addAll(List.of("-Xms1g", "-Xmx1g", "-Dorg.slf4j.simpleLogger.defaultLogLevel=error"));
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(AddedCost.class.getName() + ".call")
                .addProfiler(GCProfiler.class)
                .jvmArgs(properties.toArray(String[]::new))
                .shouldFailOnError(true);
        return quick
                ? options.forks(1)
                        .warmupIterations(3)
                        .warmupTime(TimeValue.seconds(1))
                        .measurementIterations(3)
                        .measurementTime(TimeValue.seconds(1))
                        .build()
                : options.forks(5)
                        .warmupIterations(5)
                        .warmupTime(TimeValue.seconds(1))
                        .measurementIterations(5)
                        .measurementTime(TimeValue.seconds(1))
                        .build();
    }

    private static void table(Report report, Collection<RunResult> results) {
        Map<Workload, Measured> byHand = new EnumMap<>(Workload.class);
        Map<Workload, Measured> kintsugi = new EnumMap<>(Workload.class);
        for (RunResult result : results) {
            Workload workload = Workload.valueOf(result.getParams().getParam("workload"));
            boolean hand = result.getParams().getParam("contestant").equals(AddedCost.BY_HAND);
            (hand ? byHand : kintsugi).put(workload, measured(result));
        }
        List<List<String>> rows = new ArrayList<>();
        byHand.forEach((workload, hand) -> rows.add(row(workload, hand, kintsugi.getOrDefault(workload, hand))));
        report.line("## Over a stub that answers at once")
                .line("")
                .line(
                        "Time and garbage of one call (connection, statement, result, all closed), of all threads; added by"
                                + " Kintsugi = the difference, of a batch for each of its rows.")
                .table(List.of("", "by hand", "Kintsugi", "added", "target", "added garbage", "target"), rows);
    }

    private static Measured measured(RunResult run) {
        Result<?> time = run.getPrimaryResult();
        double bytes = run.getSecondaryResults().entrySet().stream()
                .filter(entry -> entry.getKey().endsWith(GARBAGE))
                .mapToDouble(entry -> entry.getValue().getScore())
                .findFirst()
                .orElseThrow();
        return new Measured(time.getScore(), time.getScoreError(), bytes);
    }

    private static List<String> row(Workload workload, Measured hand, Measured ours) {
        double added = (ours.micros() - hand.micros()) / workload.units();
        double garbage = (ours.bytes() - hand.bytes()) / workload.units();
        return List.of(
                workload.title(),
                time(hand),
                time(ours),
                format("%.2f µs", added),
                target(microsMax(workload), "≤ %.1f µs"),
                format("%,.0f bytes", garbage),
                target(bytesMax(workload), "≤ %,.0f"));
    }

    private static String time(Measured measured) {
        return format("%.2f ± %.2f µs", measured.micros(), measured.error());
    }

    private static String target(double most, String pattern) {
        return most == NONE ? "" : format(pattern, most);
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }

    private static double microsMax(Workload workload) {
        return switch (workload) {
            case POINT_SELECT, INSERT, UPDATE -> 3;
            case LITERAL_SELECT -> 5;
            case TWO_STATEMENTS, IN_LIST, TOP_TEN, BATCH -> NONE;
        };
    }

    private static double bytesMax(Workload workload) {
        return switch (workload) {
            case POINT_SELECT, INSERT, UPDATE -> 2_048;
            case LITERAL_SELECT, TWO_STATEMENTS, IN_LIST, TOP_TEN, BATCH -> NONE;
        };
    }
}
