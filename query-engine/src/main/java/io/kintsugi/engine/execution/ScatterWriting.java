package io.kintsugi.engine.execution;

import io.kintsugi.engine.api.Bindings;
import io.kintsugi.engine.api.ExecuteOptions;
import io.kintsugi.engine.api.RowCursor;
import io.kintsugi.engine.api.StatementResult;
import io.kintsugi.engine.api.TransactionMode;
import io.kintsugi.engine.backend.Backend;
import io.kintsugi.engine.merge.StreamMerge;
import io.kintsugi.engine.result.ComputedRows;
import io.kintsugi.engine.result.MergedCursor;
import io.kintsugi.engine.result.NativeResult;
import io.kintsugi.engine.result.WholeCursor;
import io.kintsugi.engine.transaction.LogicalTransaction;
import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.router.plan.ExecutionPlan;
import io.kintsugi.router.plan.ShardId;
import io.kintsugi.router.plan.ShardSql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A write on several shards, in one logical transaction. Confined to the session. */
final class ScatterWriting {
    private final ExecutionContext context;

    ScatterWriting(ExecutionContext context) {
        this.context = context;
    }

    /** How the shards' answers become one: which counts, and in which order their rows come. */
    private interface Combination {
        long count(List<ShardAnswer> answers);

        MergedCursor.RowOrder order(List<NativeResult> results);

        /** Whether the generated keys are known better here than to the servers. */
        default boolean knowsKeys() {
            return false;
        }

        /** The generated keys as one result. */
        default RowCursor keys(List<NativeResult> results, Held held) throws SQLException {
            return cursor(results, this, held);
        }
    }

    StatementResult run(ExecutionPlan.ScatterWrite plan, Bindings bindings, ExecuteOptions options, Deadline deadline)
            throws SQLException {
        boolean copies = plan.counting() == ExecutionPlan.ScatterWrite.Counting.ONE;
        Combination combination = copies ? new OfCopies() : new OneAfterTheOther();
        return run(plan.statements(), plan.sessionBound(), combination, bindings, options, deadline);
    }

    StatementResult run(ExecutionPlan.SplitInsert plan, Bindings bindings, ExecuteOptions options, Deadline deadline)
            throws SQLException {
        boolean generates = !plan.generatedIds().isEmpty();
        Combination combination = generates
                ? new WithIds(plan.rowOrdinals(), plan.generatedIds())
                : new InStatementOrder(plan.rowOrdinals());
        StatementResult result = run(plan.statements(), plan.sessionBound(), combination, bindings, options, deadline);
        if (generates) {
            context.noteInsertId(plan.generatedIds().get(0));
        }
        return result;
    }

    private StatementResult run(
            List<ShardSql> statements,
            boolean sessionBound,
            Combination combination,
            Bindings bindings,
            ExecuteOptions options,
            Deadline deadline)
            throws SQLException {
        if (statements.size() == 1 && !combination.knowsKeys()) {
            keep(sessionBound, statements);
            return new OneShard(context).run(statements.get(0), true, bindings, options, deadline);
        }
        List<ShardId> shards =
                statements.stream().map(ShardSql::shard).distinct().toList();
        if (shards.size() > 1
                && context.transaction().isEmpty()
                && context.transactionMode() == TransactionMode.SINGLE_SHARD) {
            throw LogicalTransaction.multiShard(shards);
        }
        Held held = Held.transactional(context, false);
        try {
            held.requireWritable(shards);
            keep(sessionBound, statements);
            List<ShardCall> calls = calls(statements, held, bindings, options);
            held.makeUndoable();
            List<ShardAnswer> answers = ShardCalls.firstThenTogether(calls, context, deadline);
            Preludes.note(answers, context);
            return result(answers, combination, held);
        } catch (SQLException | RuntimeException failed) {
            held.giveUp(failed);
            throw failed;
        }
    }

    private void keep(boolean sessionBound, List<ShardSql> statements) throws SQLException {
        if (sessionBound) {
            context.keepConnections(statements);
        }
    }

    private List<ShardCall> calls(List<ShardSql> statements, Held held, Bindings bindings, ExecuteOptions options)
            throws SQLException {
        List<ShardCall> calls = new ArrayList<>();
        List<Backend> backends = new ArrayList<>();
        for (ShardSql sql : statements) {
            backends.add(held.open(sql.shard(), true, context));
        }
        PreludeValues values = Preludes.values(statements, backends.get(0), context);
        for (int index = 0; index < backends.size(); index++) {
            ShardSql sql = statements.get(index);
            calls.add(new ShardCall(
                    backends.get(index),
                    sql,
                    bindings,
                    0,
                    0,
                    options.generatedKeys(),
                    ResultSet.TYPE_FORWARD_ONLY,
                    ResultSet.CONCUR_READ_ONLY,
                    false,
                    options.fieldBytesMax(),
                    values));
        }
        return calls;
    }

    private static StatementResult result(List<ShardAnswer> answers, Combination combination, Held held)
            throws SQLException {
        try {
            long count = combination.count(answers);
            held.commitOwn();
            List<NativeResult> rows =
                    answers.stream().flatMap(answer -> answer.rows().stream()).toList();
            if (!rows.isEmpty()) {
                return new StatementResult.Rows(cursor(rows, combination, held), Warnings.of(answers));
            }
            List<NativeResult> keys = answers.stream()
                    .flatMap(answer -> answer.generatedKeys().stream())
                    .toList();
            if (!keys.isEmpty()) {
                RowCursor cursor = combination.keys(keys, held);
                return new StatementResult.UpdateCount(count, Optional.of(cursor), Warnings.of(answers));
            }
            for (ShardAnswer answer : answers) {
                answer.statement().close();
            }
            held.closed();
            return new StatementResult.UpdateCount(count, Optional.empty(), Warnings.of(answers));
        } catch (SQLException | RuntimeException failed) {
            ShardCalls.close(answers, failed);
            throw failed;
        }
    }

    private static RowCursor cursor(List<NativeResult> results, Combination combination, Held held)
            throws SQLException {
        int columns = results.get(0).rows().getMetaData().getColumnCount();
        return new MergedCursor(results, combination.order(results), columns, held);
    }

    /** Different rows on each shard: counts add up, rows come shard after shard. */
    private static final class OneAfterTheOther implements Combination {
        @Override
        public long count(List<ShardAnswer> answers) {
            return answers.stream().mapToLong(ShardAnswer::count).sum();
        }

        @Override
        public MergedCursor.RowOrder order(List<NativeResult> results) {
            int[] position = {0};
            return () -> {
                while (position[0] < results.size()) {
                    if (results.get(position[0]).next()) {
                        return position[0];
                    }
                    position[0]++;
                }
                return StreamMerge.END;
            };
        }
    }

    /** The same rows on each shard: one answer stands for all, and they must agree. */
    private static final class OfCopies implements Combination {
        @Override
        public long count(List<ShardAnswer> answers) {
            ShardAnswer first = answers.get(0);
            for (ShardAnswer answer : answers) {
                if (answer.count() != first.count()) {
                    throw new ShardException(
                            ErrorCode.REFERENCE_WRITE_NOT_DETERMINISTIC,
                            "The copies of the table differ: the write changed " + first.count() + " rows on node "
                                    + first.backend().node().name() + " and " + answer.count() + " on node "
                                    + answer.backend().node().name() + "; it was undone.");
                }
            }
            return first.count();
        }

        @Override
        public MergedCursor.RowOrder order(List<NativeResult> results) {
            return () -> results.get(0).next() ? 0 : StreamMerge.END;
        }
    }

    /** Ids that are written in the texts: the servers do not call them generated, so their own keys are others. */
    private static final class WithIds implements Combination {
        private final InStatementOrder rows;
        private final List<Long> ids;

        WithIds(List<List<Integer>> rowOrdinals, List<Long> ids) {
            this.rows = new InStatementOrder(rowOrdinals);
            this.ids = ids;
        }

        @Override
        public long count(List<ShardAnswer> answers) {
            return rows.count(answers);
        }

        @Override
        public MergedCursor.RowOrder order(List<NativeResult> results) {
            return rows.order(results);
        }

        @Override
        public boolean knowsKeys() {
            return true;
        }

        @Override
        public RowCursor keys(List<NativeResult> results, Held held) throws SQLException {
            List<List<@Nullable String>> keys = new ArrayList<>(ids.size());
            for (long id : ids) {
                keys.add(Arrays.asList(Long.toUnsignedString(id)));
            }
            NativeResult made = ComputedRows.like(results.get(0), 1, keys, ResultSet.TYPE_SCROLL_INSENSITIVE);
            for (NativeResult result : results) {
                result.statement().close();
            }
            return new WholeCursor(made, List.of(), held);
        }
    }

    /** Rows of an INSERT split by shard, back in the order of its VALUES. */
    private static final class InStatementOrder implements Combination {
        private final StatementOrder order;

        InStatementOrder(List<List<Integer>> rowOrdinals) {
            this.order = new StatementOrder(rowOrdinals);
        }

        @Override
        public long count(List<ShardAnswer> answers) {
            return answers.stream().mapToLong(ShardAnswer::count).sum();
        }

        @Override
        public MergedCursor.RowOrder order(List<NativeResult> results) {
            return order.over(results);
        }
    }
}
