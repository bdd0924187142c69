package io.kintsugi.benchmarks.stubbed;

import static java.util.Objects.requireNonNull;

import io.kintsugi.benchmarks.workload.Addresses;
import io.kintsugi.benchmarks.workload.Contestant;
import io.kintsugi.benchmarks.workload.Workload;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * One call over the stub, by hand and through Kintsugi; their difference is what Kintsugi adds. To be started by
 * {@link Stubbed}, which starts the servers that the stub learns from.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class AddedCost {
    /** So few that the stub has learned all answers before anything is measured. */
    private static final int KEYS = 50;

    private static final int LEARNING_ROUNDS = 20;
    private static final int CONNECTIONS = 4;
    static final String BY_HAND = "BY_HAND";

    @Param({BY_HAND, "KINTSUGI"})
    private String contestant = "";

    @Param({"POINT_SELECT", "INSERT", "UPDATE", "LITERAL_SELECT", "TWO_STATEMENTS", "IN_LIST", "TOP_TEN", "BATCH"})
    private String workload = "";

    private Workload kind = Workload.POINT_SELECT;
    private @Nullable Contestant runner;
    private int keys;
    private long call;

    /** Made by JMH. */
    public AddedCost() {}

    /** Connects, and asks everything once before it is measured. */
    @Setup(Level.Trial)
    public void open() throws SQLException {
        kind = Workload.valueOf(workload);
        keys = kind == Workload.BATCH ? 1 : KEYS;
        Addresses addresses = Addresses.of(System.getProperties());
        Contestant opened =
                contestant.equals(BY_HAND) ? addresses.byHand(contestant, CONNECTIONS) : addresses.throughKintsugi();
        runner = opened;
        for (int round = 0; round < LEARNING_ROUNDS; round++) {
            for (int key = 1; key <= keys; key++) {
                opened.run(kind, key);
            }
        }
    }

    /** Gives the connections back. */
    @TearDown(Level.Trial)
    public void close() throws SQLException {
        opened().close();
    }

    /** One call. */
    @Benchmark
    public long call() throws SQLException {
        call++;
        return opened().run(kind, 1 + call % keys);
    }

    private Contestant opened() {
        return requireNonNull(runner, "runner");
    }
}
