package io.kintsugi.benchmarks.stubbed;

import io.kintsugi.benchmarks.stub.ReplaySockets;
import io.kintsugi.benchmarks.workload.Addresses;
import io.kintsugi.benchmarks.workload.Contestant;
import io.kintsugi.benchmarks.workload.Cost;
import io.kintsugi.benchmarks.workload.TwoShards;
import io.kintsugi.benchmarks.workload.Workload;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A first look without JMH, in half a minute: bytes allocated and CPU of the calling thread for each kind of call over
 * the stub, by hand and through Kintsugi. Bytes are the same on a busy machine as on a quiet one.
 */
public final class Garbage {
    private static final int ROWS = 4_000;

    /** So few that the stub has learned all answers before anything is measured. */
    private static final int KEYS = 50;

    private static final int LEARNING_ROUNDS = 12;
    private static final int CALLS = 20_000;
    private static final int CONNECTIONS = 4;

    private Garbage() {}

    /** By hand and through Kintsugi. */
    public record Pair(Cost byHand, Cost kintsugi) {
        public double addedBytes() {
            return kintsugi.bytesPerCall() - byHand.bytesPerCall();
        }

        public double addedCpuMicros() {
            return kintsugi.cpuMicrosPerCall() - byHand.cpuMicrosPerCall();
        }
    }

    /**
     * Prints a table; the arguments are the number of calls of each kind, fewer for batches, and which kinds if not
     * all.
     */
    public static void main(String[] arguments) throws IOException, SQLException {
        int calls = arguments.length > 0 ? Integer.parseInt(arguments[0]) : CALLS;
        List<Workload> workloads = arguments.length < 2
                ? List.of(Workload.values())
                : Arrays.stream(arguments).skip(1).map(Workload::valueOf).toList();
        try (TwoShards cluster = TwoShards.start(ROWS)) {
            measure(cluster, calls, workloads).forEach(Garbage::print);
        }
    }

    private static void print(Workload workload, Pair pair) {
        System.out.printf(
                Locale.ROOT,
                "%-40s bytes %8.0f -> %8.0f  added %7.0f    cpu us %7.2f -> %7.2f  added %6.2f%n",
                workload.title(),
                pair.byHand().bytesPerCall(),
                pair.kintsugi().bytesPerCall(),
                pair.addedBytes() / workload.units(),
                pair.byHand().cpuMicrosPerCall(),
                pair.kintsugi().cpuMicrosPerCall(),
                pair.addedCpuMicros() / workload.units());
    }

    /** The calls of each kind, in blocks that take turns. */
    public static Map<Workload, Pair> measure(TwoShards cluster, int calls, List<Workload> workloads)
            throws IOException, SQLException {
        Map<Workload, Pair> all = new EnumMap<>(Workload.class);
        Addresses addresses = cluster.addresses(ReplaySockets.PARAMETERS);
        try (Contestant byHand = addresses.byHand("by hand", CONNECTIONS);
                Contestant kintsugi = addresses.throughKintsugi()) {
            for (Workload workload : workloads) {
                all.put(workload, pair(workload, byHand, kintsugi, Math.max(20, calls / workload.units())));
            }
        }
        return all;
    }

    private static Pair pair(Workload workload, Contestant byHand, Contestant kintsugi, int calls) throws SQLException {
        requireSameAnswers(workload, byHand, kintsugi);
        for (int round = 0; round < LEARNING_ROUNDS; round++) {
            run(workload, byHand, Math.max(KEYS, calls / LEARNING_ROUNDS));
            run(workload, kintsugi, Math.max(KEYS, calls / LEARNING_ROUNDS));
        }
        return new Pair(run(workload, byHand, calls), run(workload, kintsugi, calls));
    }

    private static void requireSameAnswers(Workload workload, Contestant left, Contestant right) throws SQLException {
        for (long id = 1; id <= KEYS; id++) {
            long expected = left.run(workload, id);
            long found = right.run(workload, id);
            if (expected != found) {
                throw new IllegalStateException(workload + " " + id + ": " + expected + " and " + found);
            }
        }
    }

    private static Cost run(Workload workload, Contestant contestant, int calls) throws SQLException {
        int keys = workload == Workload.BATCH ? 1 : KEYS;
        return Cost.of(calls, call -> contestant.run(workload, 1 + call % keys));
    }
}
