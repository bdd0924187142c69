package io.kintsugi.benchmarks.stubbed;

import io.kintsugi.benchmarks.flame.FlameGraph;
import io.kintsugi.benchmarks.stub.ReplaySockets;
import io.kintsugi.benchmarks.workload.Addresses;
import io.kintsugi.benchmarks.workload.Contestant;
import io.kintsugi.benchmarks.workload.TwoShards;
import io.kintsugi.benchmarks.workload.Workload;
import io.kintsugi.testkit.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import jdk.jfr.Recording;

/**
 * Literals over the stub, few different texts and many: the native driver keeps some hundred texts, so most of many
 * are taken apart anew each time. With a flame graph of the many.
 */
public final class ManyTexts {
    private static final List<Integer> TEXTS = List.of(50, 4_000);
    private static final int ROWS = 4_000;
    private static final int CONNECTIONS = 4;
    private static final int LEARNING_CALLS = 200_000;
    private static final int ROUNDS = 15;
    private static final Duration SAMPLED = Duration.ofMillis(10);

    private ManyTexts() {}

    /**
     * @param calls in each turn
     * @param graph where the flame graph goes
     */
    public static void into(Report report, int calls, Path graph) throws IOException, SQLException {
        List<List<String>> rows = new ArrayList<>();
        for (int texts : TEXTS) {
            // Learned answers belong to a connection, so each number of texts gets its own.
            try (TwoShards cluster = TwoShards.start(ROWS)) {
                Addresses addresses = cluster.addresses(ReplaySockets.PARAMETERS);
                try (Contestant byHand = addresses.byHand("by hand", CONNECTIONS);
                        Contestant kintsugi = addresses.throughKintsugi()) {
                    rows.add(row(texts, calls, byHand, kintsugi));
                    if (texts == ROWS) {
                        Files.writeString(graph, graph(kintsugi, texts, calls));
                    }
                }
            }
        }
        report.line("## Literals: few texts and many, over the stub")
                .line("")
                .line("Median of " + ROUNDS + " turns of " + calls + " calls each, one thread.")
                .table(List.of("different texts", "by hand", "Kintsugi", "added"), rows)
                .line("![Where Kintsugi's time goes](" + graph.getFileName() + ")");
    }

    private static List<String> row(int texts, int calls, Contestant byHand, Contestant kintsugi) throws SQLException {
        run(byHand, texts, Math.max(LEARNING_CALLS, texts));
        run(kintsugi, texts, Math.max(LEARNING_CALLS, texts));
        double[] hand = new double[ROUNDS];
        double[] ours = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            hand[round] = run(byHand, texts, calls);
            ours[round] = run(kintsugi, texts, calls);
        }
        double middle = middle(hand);
        return List.of(
                String.format(Locale.ROOT, "%,d", texts),
                micros(middle),
                micros(middle(ours)),
                micros(middle(ours) - middle));
    }

    private static double middle(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static String micros(double value) {
        return String.format(Locale.ROOT, "%.2f µs", value);
    }

    /** Microseconds of a call. */
    private static double run(Contestant contestant, int texts, int calls) throws SQLException {
        long begun = System.nanoTime();
        for (int call = 0; call < calls; call++) {
            contestant.run(Workload.LITERAL_SELECT, 1 + call % texts);
        }
        return (System.nanoTime() - begun) / 1e3 / calls;
    }

    private static String graph(Contestant kintsugi, int texts, int calls) throws IOException, SQLException {
        Path file = Files.createTempFile("literals", ".jfr");
        try (Recording recording = new Recording()) {
            recording.enable("jdk.ExecutionSample").withPeriod(SAMPLED);
            recording.start();
            for (int round = 0; round < ROUNDS; round++) {
                run(kintsugi, texts, calls);
            }
            recording.stop();
            recording.dump(file);
            return FlameGraph.ofRunning(
                    file, "main", "ThroughDataSource.literalSelect", "a select of " + texts + " texts over the stub");
        } finally {
            Files.delete(file);
        }
    }
}
