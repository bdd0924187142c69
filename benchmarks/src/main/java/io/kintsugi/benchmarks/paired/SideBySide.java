package io.kintsugi.benchmarks.paired;

import io.kintsugi.benchmarks.workload.Addresses;
import io.kintsugi.benchmarks.workload.Contestant;
import io.kintsugi.benchmarks.workload.Engine;
import io.kintsugi.benchmarks.workload.TwoShards;
import io.kintsugi.benchmarks.workload.Workload;
import io.kintsugi.testkit.report.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * All contestants on two real servers. By hand runs twice under two names: what the twins differ by is what the machine
 * adds by itself, and no other difference below it means anything.
 */
public final class SideBySide {
    private static final int ROWS = 100_000;
    private static final int CONNECTIONS = 10;
    private static final int WARM_UP_ROUNDS = 8;

    private final Report report;
    private final List<Contestant> contestants;
    private final TwoShards cluster;
    private final int rounds;
    private final long sliceMillis;

    private SideBySide(Report report, List<Contestant> contestants, TwoShards cluster, int rounds, long sliceMillis) {
        this.report = report;
        this.contestants = contestants;
        this.cluster = cluster;
        this.rounds = rounds;
        this.sliceMillis = sliceMillis;
    }

    /**
     * @param engine of both servers
     * @param peer the folder of ShardingSphere's jars, if it takes part
     * @param rounds in each of which every contestant has one turn
     */
    public static void into(Report report, Engine engine, Optional<Path> peer, int rounds, long sliceMillis, long seed)
            throws IOException, SQLException {
        try (TwoShards cluster = TwoShards.start(engine, ROWS)) {
            Addresses addresses = cluster.addresses("");
            List<Contestant> contestants = new ArrayList<>();
            contestants.add(addresses.byHand("by hand", CONNECTIONS));
            contestants.add(addresses.byHand("by hand again", CONNECTIONS));
            contestants.add(addresses.throughKintsugi());
            if (peer.isPresent()) {
                contestants.add(ShardingSphere.start(peer.get(), cluster));
            }
            report.line("Servers: " + cluster.server(0).engine() + "." + parameters(engine))
                    .line("");
            SideBySide run = new SideBySide(report, contestants, cluster, rounds, sliceMillis);
            run.requireSameAnswers();
            for (int threads : List.of(1, 4)) {
                run.measure(threads, seed);
            }
            for (Contestant contestant : contestants) {
                contestant.close();
            }
        }
    }

    private static String parameters(Engine engine) {
        return engine.parameters().isEmpty()
                ? ""
                : " Native driver's parameters, of every contestant: `" + engine.parameters() + "`.";
    }

    private void requireSameAnswers() throws SQLException {
        for (Workload workload : Workload.values()) {
            for (long id = 1; id <= 20; id++) {
                long expected = contestants.get(0).run(workload, id);
                for (Contestant other : contestants) {
                    long found = other.run(workload, id);
                    if (found != expected) {
                        throw new IllegalStateException(
                                other.name() + " answers " + found + ", not " + expected + ": " + workload + " " + id);
                    }
                }
            }
        }
    }

    private void measure(int threads, long seed) throws SQLException {
        report.line("## On two servers, " + threads + (threads == 1 ? " thread" : " threads"))
                .line("")
                .line(rounds + " rounds of " + sliceMillis + " ms for each contestant, in random order; CPU of the"
                        + " client process. Added = median of the rounds' differences from by hand, with its 95 %"
                        + " interval; of a batch for each row.");
        List<List<String>> table = new ArrayList<>();
        for (Workload workload : Workload.values()) {
            try (Turns turns = new Turns(threads, cluster.rows(), seed)) {
                turns.run(workload, contestants, WARM_UP_ROUNDS, sliceMillis);
                table.addAll(rows(workload, turns.run(workload, contestants, rounds, sliceMillis)));
            }
            cluster.forgetInserted();
        }
        report.table(
                List.of("", "contestant", "p50", "calls/s", "ratio", "added CPU", "added p50", "bytes a call"), table);
    }

    private List<List<String>> rows(Workload workload, Map<Contestant, List<Slice>> slices) {
        List<Slice> reference = slices.getOrDefault(contestants.get(0), List.of());
        List<List<String>> rows = new ArrayList<>();
        slices.forEach((contestant, own) -> {
            boolean first = own.equals(reference);
            double throughput = middle(own, Slice::callsPerSecond);
            rows.add(List.of(
                    first ? workload.title() : "",
                    contestant.name(),
                    format("%.1f µs", middle(own, Slice::medianMicros)),
                    format("%,.0f", throughput),
                    first
                            ? ""
                            : format("%.2f", Median.of(ratios(own, reference)).value()),
                    first ? "" : added(own, reference, Slice::cpuMicros, workload.units()),
                    first ? "" : added(own, reference, Slice::medianMicros, workload.units()),
                    format("%,.0f", middle(own, Slice::bytesPerCall))));
        });
        return rows;
    }

    private static double[] ratios(List<Slice> own, List<Slice> reference) {
        double[] ratios = new double[own.size()];
        for (int round = 0; round < ratios.length; round++) {
            ratios[round] =
                    own.get(round).callsPerSecond() / reference.get(round).callsPerSecond();
        }
        return ratios;
    }

    private static String added(List<Slice> own, List<Slice> reference, ToDoubleFunction<Slice> value, int units) {
        double[] differences = new double[own.size()];
        for (int round = 0; round < differences.length; round++) {
            differences[round] =
                    (value.applyAsDouble(own.get(round)) - value.applyAsDouble(reference.get(round))) / units;
        }
        Median median = Median.of(differences);
        return format("%+.2f (%+.2f … %+.2f) µs", median.value(), median.low(), median.high());
    }

    private static double middle(List<Slice> slices, ToDoubleFunction<Slice> value) {
        return Median.of(slices.stream().mapToDouble(value).toArray()).value();
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
