package io.kintsugi.engine.execution;

import io.kintsugi.engine.api.BatchResult;
import io.kintsugi.engine.api.Bindings;
import io.kintsugi.engine.api.EngineProperty;
import io.kintsugi.engine.api.ExecuteOptions;
import io.kintsugi.engine.api.GeneratedKeys;
import io.kintsugi.engine.api.RowCursor;
import io.kintsugi.engine.api.StatementResult;
import io.kintsugi.engine.api.TransactionMode;
import io.kintsugi.engine.backend.Backend;
import io.kintsugi.engine.backend.ShardOrigin;
import io.kintsugi.engine.dialect.NativeStatements;
import io.kintsugi.engine.result.ChainedCursor;
import io.kintsugi.engine.result.MergedCursor;
import io.kintsugi.engine.result.NativeResult;
import io.kintsugi.engine.transaction.LogicalTransaction;
import io.kintsugi.errors.ShardException;
import io.kintsugi.router.plan.ExecutionPlan;
import io.kintsugi.router.plan.Prelude;
import io.kintsugi.router.plan.ShardId;
import io.kintsugi.router.plan.ShardSql;
import java.sql.BatchUpdateException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A batch. Where every entry belongs to one shard, entries of one shard go there as one native batch, in their order;
 * entries of different shards touch different rows, so their order among each other means nothing. Otherwise the
 * entries run one by one. Confined to the session.
 */
public final class BatchExecution {
    /**
     * So many entries the native driver surely sends at once: it stops for the answers before they could fill the
     * buffers of both sides, and each part of a batch is then a transaction of its own. Answers with rows are longer.
     */
    private static final int WHOLE_ENTRIES_MAX = 128;

    private final ExecutionContext context;
    private final OneByOne oneByOne;

    /** One set of parameters and the plan they gave. */
    public record Entry(Bindings bindings, ExecutionPlan plan) {}

    /** Runs an entry by itself. */
    @FunctionalInterface
    public interface OneByOne {
        StatementResult run(ExecutionPlan plan, Bindings bindings) throws SQLException;
    }

    public BatchExecution(ExecutionContext context, OneByOne oneByOne) {
        this.context = context;
        this.oneByOne = oneByOne;
    }

    private record GroupKey(ShardId shard, String text, List<Integer> parameters, Prelude prelude) {}

    /** What is known of a batch while it runs. */
    private static final class Progress {
        private final Long[] counts;
        private Optional<SQLException> failure = Optional.empty();
        private boolean over;

        Progress(int entries) {
            counts = new Long[entries];
            Arrays.fill(counts, (long) Statement.EXECUTE_FAILED);
        }

        /** The first failure counts. */
        void fail(SQLException failed, boolean goesOn) {
            failure = failure.or(() -> Optional.of(failed));
            over |= !goesOn;
        }

        BatchResult result(Optional<RowCursor> keys) {
            return new BatchResult(List.of(counts), keys, failure);
        }
    }

    /**
     * Whether some entries could stay done while another fails: more than one native batch, or one that the native
     * driver sends in parts, nothing but reads and writes.
     */
    public static boolean couldBeHalved(List<Entry> entries, ExecuteOptions options) {
        boolean plain = entries.stream().allMatch(entry -> isReadOrWrite(entry.plan()));
        boolean whole = entries.size() <= WHOLE_ENTRIES_MAX && options.generatedKeys() instanceof GeneratedKeys.None;
        return plain && entries.size() > 1 && !(whole && isOneGroup(entries));
    }

    /** Whether it concerns rows only, not the session, its transaction or the schema. */
    public static boolean isReadOrWrite(ExecutionPlan plan) {
        return plan instanceof ExecutionPlan.SingleShard
                || plan instanceof ExecutionPlan.AnyShard
                || plan instanceof ExecutionPlan.ScatterRead
                || plan instanceof ExecutionPlan.Workbench
                || plan instanceof ExecutionPlan.ScatterWrite
                || plan instanceof ExecutionPlan.SplitInsert;
    }

    private static boolean isOneGroup(List<Entry> entries) {
        return isSingle(entries)
                && entries.stream().map(BatchExecution::groupKey).distinct().count() == 1;
    }

    /**
     * The mode of a batch's own transaction. Entries of different shards are one batch even where the session keeps a
     * transaction to one shard: each of them was a statement of its own.
     */
    public static TransactionMode mode(List<Entry> entries, TransactionMode session) {
        return isSingle(entries) ? TransactionMode.BEST_EFFORT : session;
    }

    private static boolean isSingle(List<Entry> entries) {
        return entries.stream().allMatch(entry -> entry.plan() instanceof ExecutionPlan.SingleShard);
    }

    private static GroupKey groupKey(Entry entry) {
        ShardSql sql = singleShard(entry).sql();
        return new GroupKey(sql.shard(), sql.text(), sql.parameters(), sql.prelude());
    }

    public BatchResult run(List<Entry> entries, ExecuteOptions options) throws SQLException {
        boolean single = isSingle(entries);
        if (single && !entries.isEmpty()) {
            return grouped(entries, options);
        }
        return inTurn(entries.size(), entries::get);
    }

    /** Gives an entry when it is its turn: planning it may depend on what those before it did. */
    @FunctionalInterface
    public interface Turns {
        Entry entry(int index) throws SQLException;
    }

    /** One after the other, until one fails and the rest is not to be tried. */
    public BatchResult inTurn(int count, Turns turns) throws SQLException {
        Progress progress = new Progress(count);
        List<RowCursor> keys = new ArrayList<>();
        for (int index = 0; index < count && !progress.over; index++) {
            try {
                Entry entry = turns.entry(index);
                StatementResult result = oneByOne.run(entry.plan(), entry.bindings());
                progress.counts[index] = count(result, keys);
            } catch (SQLException failed) {
                progress.fail(failed, goesOn(failed));
            } catch (ShardException refused) {
                progress.fail(
                        asSqlException(refused), !context.dialect().statements().batchesAreAtomic());
            }
        }
        if (progress.failure.isPresent() || keys.isEmpty()) {
            for (RowCursor known : keys) {
                known.close();
            }
            return progress.result(Optional.empty());
        }
        return progress.result(Optional.of(new ChainedCursor(keys)));
    }

    private boolean goesOn(SQLException failed) {
        NativeStatements statements = context.dialect().statements();
        if (statements.batchesAreAtomic() || context.dialect().failures().isConnectionLoss(failed)) {
            return false;
        }
        return stands(failed);
    }

    private boolean stands(SQLException failed) {
        return context.transaction().map(open -> isStanding(open, failed)).orElse(true);
    }

    /** A server that met a deadlock has ended the transaction: what came now would be committed by itself. */
    private static boolean isStanding(LogicalTransaction open, SQLException failed) {
        open.noteFailure(failed);
        return !open.isAborted() && !open.isUndone();
    }

    private static long count(StatementResult result, List<RowCursor> keys) throws SQLException {
        if (result instanceof StatementResult.UpdateCount count) {
            count.generatedKeys().ifPresent(keys::add);
            return count.count();
        }
        ((StatementResult.Rows) result).cursor().close();
        // As the native driver counts a query that somebody puts into a batch.
        return 0;
    }

    private static SQLException asSqlException(ShardException refused) {
        return new SQLException(refused.getMessage(), refused.code().sqlState(), refused);
    }

    /**
     * The entries of each native batch: those that follow each other on their shard and say the same. What a later one
     * says otherwise may depend on them, so nothing joins a batch across it.
     */
    static List<List<Integer>> groups(List<Entry> entries) {
        List<List<Integer>> groups = new ArrayList<>();
        Map<ShardId, Run> last = new HashMap<>();
        for (int index = 0; index < entries.size(); index++) {
            GroupKey key = groupKey(entries.get(index));
            Run run = last.get(key.shard());
            if (run == null || !run.key().equals(key)) {
                run = new Run(key, new ArrayList<>());
                last.put(key.shard(), run);
                groups.add(run.ordinals());
            }
            run.ordinals().add(index);
        }
        return groups;
    }

    private record Run(GroupKey key, List<Integer> ordinals) {}

    private BatchResult grouped(List<Entry> entries, ExecuteOptions options) throws SQLException {
        List<List<Integer>> groups = groups(entries);
        Held held = Held.autocommit(context);
        List<NativeResult> keys = new ArrayList<>();
        Progress progress = new Progress(entries.size());
        try {
            held.requireWritable(writtenShards(entries));
            Deadline deadline = Deadline.in(timeoutMillis(options));
            context.running().limit(deadline);
            for (List<Integer> ordinals : groups) {
                if (!progress.over) {
                    runGroup(entries, ordinals, held, options, deadline, progress)
                            .ifPresent(keys::add);
                }
            }
            return progress.result(keysCursor(keys, groups, held));
        } catch (SQLException | RuntimeException failed) {
            held.giveUp(failed);
            throw failed;
        }
    }

    private long timeoutMillis(ExecuteOptions options) {
        long own = options.timeoutMillis();
        return own > 0 ? own : context.config().get(EngineProperty.STATEMENT_TIMEOUT_MILLIS);
    }

    private static ExecutionPlan.SingleShard singleShard(Entry entry) {
        return (ExecutionPlan.SingleShard) entry.plan();
    }

    private static List<ShardId> writtenShards(List<Entry> entries) {
        return entries.stream()
                .map(BatchExecution::singleShard)
                .filter(ExecutionPlan.SingleShard::write)
                .map(plan -> plan.sql().shard())
                .distinct()
                .toList();
    }

    /** Returns the generated keys, whose statement stays open for them. */
    private Optional<NativeResult> runGroup(
            List<Entry> entries,
            List<Integer> ordinals,
            Held held,
            ExecuteOptions options,
            Deadline deadline,
            Progress progress)
            throws SQLException {
        ExecutionPlan.SingleShard first = singleShard(entries.get(ordinals.get(0)));
        if (first.sessionBound()) {
            context.keepConnection(first.sql().shard());
        }
        Backend backend = held.open(first.sql().shard(), first.write(), context);
        ShardCall call = new ShardCall(
                backend,
                first.sql(),
                entries.get(ordinals.get(0)).bindings(),
                0,
                0,
                options.generatedKeys(),
                ResultSet.TYPE_FORWARD_ONLY,
                ResultSet.CONCUR_READ_ONLY,
                false,
                options.fieldBytesMax(),
                Preludes.values(List.of(first.sql()), backend, context));
        PreparedStatement statement = call.prepare(deadline);
        boolean kept = false;
        try {
            for (int ordinal : ordinals) {
                ShardCall.bind(statement, entries.get(ordinal).bindings(), first.sql());
                if (!call.takesIds()) {
                    statement.addBatch();
                }
            }
            execute(call, statement, ordinals, progress, deadline);
            kept = progress.failure.isEmpty() && !(options.generatedKeys() instanceof GeneratedKeys.None);
            return kept
                    ? Optional.of(
                            new NativeResult(first.sql().shard(), backend, statement, statement.getGeneratedKeys()))
                    : Optional.empty();
        } finally {
            if (!kept) {
                statement.close();
            }
        }
    }

    private void execute(
            ShardCall call, PreparedStatement statement, List<Integer> ordinals, Progress progress, Deadline deadline) {
        try {
            note(executed(call, statement, deadline), ordinals, progress);
            call.sql().prelude().insertId().ifPresent(context::noteInsertId);
        } catch (BatchUpdateException failed) {
            note(failed.getLargeUpdateCounts(), ordinals, progress);
            fail(failed, call, progress);
        } catch (SQLException failed) {
            fail(failed, call, progress);
        }
    }

    private long[] executed(ShardCall call, PreparedStatement statement, Deadline deadline) throws SQLException {
        RunningStatements running = context.running();
        StatementAlarm alarm = running.begin(statement, call.backend(), deadline);
        if (alarm != null) {
            // Entries that were all done in the end are told as done, although late.
            return alarm.during(() -> call.executeBatch(statement));
        }
        try {
            return call.executeBatch(statement);
        } finally {
            running.end(statement);
        }
    }

    private void fail(SQLException failed, ShardCall call, Progress progress) {
        Backend backend = call.backend();
        backend.noteFailure(failed);
        ShardOrigin.mark(failed, call.sql().shard(), backend);
        boolean goesOn = context.dialect().statements().batchGoesOn(failed);
        progress.fail(failed, goesOn && stands(failed));
    }

    private static void note(long[] counts, List<Integer> ordinals, Progress progress) {
        for (int index = 0; index < Math.min(counts.length, ordinals.size()); index++) {
            progress.counts[ordinals.get(index)] = counts[index];
        }
    }

    private static Optional<RowCursor> keysCursor(List<NativeResult> keys, List<List<Integer>> ordinals, Held held)
            throws SQLException {
        if (keys.size() < ordinals.size()) {
            // None were asked for, or a group failed: then the application gets the failure instead.
            for (NativeResult known : keys) {
                known.statement().close();
            }
            held.closed();
            return Optional.empty();
        }
        int columns = keys.get(0).rows().getMetaData().getColumnCount();
        StatementOrder order = new StatementOrder(ordinals);
        return Optional.of(new MergedCursor(keys, order.over(keys), columns, held));
    }
}
