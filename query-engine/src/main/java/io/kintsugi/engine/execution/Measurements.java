package io.kintsugi.engine.execution;

import io.kintsugi.engine.api.RowCursor;
import io.kintsugi.engine.backend.Backend;
import io.kintsugi.engine.result.NativeResult;
import io.kintsugi.router.plan.ShardId;
import io.kintsugi.router.plan.WorkbenchTable;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/** What is measured of one statement, where somebody has asked for it. Thread-safe. */
public final class Measurements {
    private final LongSupplier nanos;
    private final long began;
    private final List<Measure> measures = new ArrayList<>();
    private Step step = Step.STATEMENT;
    private List<String> tables = List.of();

    /** What a text is said to a server for, in the order of a statement's way. */
    enum Step {
        /** The statement, or its part for one shard. */
        STATEMENT,
        /** Asks a database of the workbench how it would finish. */
        CHECK,
        /** Rows for the workbench. */
        PULL,
        /** Gets a database of the workbench for itself, and looks at its tables. */
        LEASE,
        LOAD,
        FINISH
    }

    /** @param nanoClock such as {@link System#nanoTime} */
    public Measurements(LongSupplier nanoClock) {
        this.nanos = nanoClock;
        this.began = nanoClock.getAsLong();
    }

    /** What is said to servers from now on is said for this. */
    synchronized void begin(Step next) {
        step = next;
        tables = List.of();
    }

    /** Asks for rows. */
    @FunctionalInterface
    interface Asking {
        RowCursor run() throws SQLException;
    }

    /** What this says to servers is said to pull rows of these tables, in the midst of another step. */
    RowCursor pull(List<WorkbenchTable> pulled, Asking asking) throws SQLException {
        Step before = beginPull(pulled);
        try {
            return asking.run();
        } finally {
            begin(before);
        }
    }

    private synchronized Step beginPull(List<WorkbenchTable> pulled) {
        Step before = step;
        step = Step.PULL;
        tables = pulled.stream().map(WorkbenchTable::text).toList();
        return before;
    }

    /** Says something to a server. */
    @FunctionalInterface
    interface Saying {
        ShardAnswer run() throws SQLException;
    }

    /** Runs a call; its rows are measured as they are read. */
    ShardAnswer of(ShardCall call, Saying saying) throws SQLException {
        Measure measure = started(call);
        ShardAnswer answer;
        try {
            answer = saying.run();
        } finally {
            measure.waited();
        }
        measure.counted(answer.count());
        Optional<NativeResult> watched = answer.rows().map(rows -> rows.watchedBy(measure));
        return new ShardAnswer(
                answer.backend(),
                answer.statement(),
                watched,
                answer.count(),
                answer.generatedKeys(),
                answer.warnings(),
                answer.generatedId());
    }

    /** Writes rows by other means than a statement. */
    @FunctionalInterface
    interface Writing {
        long run() throws SQLException;
    }

    /** How many rows a bulk load wrote on a node. */
    long of(ShardId shard, Backend backend, Writing writing) throws SQLException {
        Measure measure = started(shard, backend);
        try {
            long count = writing.run();
            measure.counted(count);
            return count;
        } finally {
            measure.waited();
        }
    }

    private Measure started(ShardCall call) {
        return started(call.sql().shard(), call.backend());
    }

    private synchronized Measure started(ShardId shard, Backend backend) {
        Measure measure = new Measure(step, shard, backend.node().name(), tables, nanos);
        measures.add(measure);
        return measure;
    }

    synchronized List<Measure> all() {
        return List.copyOf(measures);
    }

    /** Since the statement began. */
    long elapsedNanos() {
        return nanos.getAsLong() - began;
    }
}
