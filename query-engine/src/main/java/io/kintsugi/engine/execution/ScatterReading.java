package io.kintsugi.engine.execution;

import io.kintsugi.engine.api.Bindings;
import io.kintsugi.engine.api.EngineProperty;
import io.kintsugi.engine.api.ExecuteOptions;
import io.kintsugi.engine.api.GeneratedKeys;
import io.kintsugi.engine.api.RowCursor;
import io.kintsugi.engine.api.StatementResult;
import io.kintsugi.engine.backend.Backend;
import io.kintsugi.engine.dialect.ResultShape;
import io.kintsugi.engine.merge.ColumnFacts;
import io.kintsugi.engine.merge.GroupMerge;
import io.kintsugi.engine.merge.GroupStream;
import io.kintsugi.engine.merge.MergeBudget;
import io.kintsugi.engine.merge.StreamMerge;
import io.kintsugi.engine.result.ComputedRows;
import io.kintsugi.engine.result.MergedCursor;
import io.kintsugi.engine.result.NativeResult;
import io.kintsugi.engine.result.PortionedCursor;
import io.kintsugi.engine.result.TextRows;
import io.kintsugi.engine.result.WholeCursor;
import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.router.plan.ExecutionPlan;
import io.kintsugi.router.plan.Merge;
import io.kintsugi.router.plan.OutputColumn;
import io.kintsugi.router.plan.ShardSql;
import io.kintsugi.router.plan.SortKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A read on several shards whose rows are merged: streamed where they can be, else held under the budget. */
final class ScatterReading {
    private final ExecutionContext context;

    ScatterReading(ExecutionContext context) {
        this.context = context;
    }

    StatementResult run(ExecutionPlan.ScatterRead plan, Bindings bindings, ExecuteOptions options, Deadline deadline)
            throws SQLException {
        requireFanOut(plan);
        if (plan.sessionBound()) {
            context.keepConnections(plan.statements());
        }
        Merge merge = limited(plan.merge(), options.rowsMax());
        boolean small = isSmall(plan.merge()) || isFew(plan);
        Held held = small ? Held.autocommit(context) : Held.transactional(context, true);
        try {
            List<ShardCall> calls = calls(plan, held, bindings, options, small);
            List<ShardAnswer> answers = ShardCalls.together(calls, context, deadline);
            if (!small) {
                held.streams();
            }
            return new StatementResult.Rows(cursor(merge, answers, held, options), Warnings.of(answers));
        } catch (SQLException | RuntimeException failed) {
            held.giveUp(failed);
            throw failed;
        }
    }

    private void requireFanOut(ExecutionPlan.ScatterRead plan) {
        long most = context.config().get(EngineProperty.FAN_OUT_MAX);
        if (plan.statements().size() > most) {
            throw new ShardException(
                            ErrorCode.UNSUPPORTED_CROSS_SHARD_QUERY,
                            "The query would run on " + plan.statements().size() + " shards; fanOutMax is " + most
                                    + ".")
                    .withRemedy("Restrict it by the sharding key, or raise fanOutMax.");
        }
    }

    private static Merge limited(Merge merge, long rowsMax) {
        if (rowsMax > 0 && merge.withTies()) {
            long limit = Math.min(rowsMax, merge.limit().orElse(rowsMax));
            return merge.window(merge.offset(), OptionalLong.of(limit)).returningTies(rowsMax);
        }
        if (rowsMax == 0 || (merge.limit().isPresent() && merge.limit().getAsLong() <= rowsMax)) {
            return merge;
        }
        return merge.window(merge.offset(), OptionalLong.of(rowsMax));
    }

    /**
     * Whether each shard returns so few rows that they need no cursor, hence no transaction and no closing round trip.
     */
    private boolean isSmall(Merge merge) {
        if (merge.kind() == Merge.Kind.GROUP) {
            boolean apart = Stream.concat(merge.columns().stream(), merge.furtherColumns().stream())
                    .anyMatch(OutputColumn.Distinct.class::isInstance);
            return merge.groupKeys().isEmpty() && !apart;
        }
        if (merge.withTies()) {
            return false;
        }
        long few = context.config().get(EngineProperty.MERGE_FETCH_SIZE);
        // Each shard got offset + limit as its own limit; either may be huge.
        return merge.limit().isPresent() && merge.limit().getAsLong() <= few && merge.offset() <= few;
    }

    private boolean isFew(ExecutionPlan.ScatterRead plan) {
        return plan.fewRows().isPresent()
                && plan.fewRows().getAsLong() <= context.config().get(EngineProperty.MERGE_FETCH_SIZE);
    }

    private List<ShardCall> calls(
            ExecutionPlan.ScatterRead plan, Held held, Bindings bindings, ExecuteOptions options, boolean small)
            throws SQLException {
        Merge merge = plan.merge();
        boolean textForm = isCollected(merge, options) || (small ? compares(merge) : needsText(merge));
        int fetchSize = small ? 0 : context.config().getInt(EngineProperty.MERGE_FETCH_SIZE);
        List<ShardCall> calls = new ArrayList<>();
        List<Backend> backends = new ArrayList<>();
        // In the plan's order, which is the same for all statements: two of them cannot wait for each other in a
        // circle.
        for (ShardSql sql : plan.statements()) {
            backends.add(held.open(sql.shard(), false, context));
        }
        PreludeValues values = Preludes.values(plan.statements(), backends.get(0), context);
        for (int index = 0; index < backends.size(); index++) {
            ShardSql sql = plan.statements().get(index);
            calls.add(new ShardCall(
                    backends.get(index),
                    sql,
                    bindings,
                    fetchSize,
                    0,
                    new GeneratedKeys.None(),
                    ResultSet.TYPE_FORWARD_ONLY,
                    ResultSet.CONCUR_READ_ONLY,
                    textForm,
                    isCollected(merge, options) ? 0 : options.fieldBytesMax(),
                    values));
        }
        return calls;
    }

    /**
     * Rows to scroll in, or to keep when the transaction and its cursors end, are held here; and rows that are compared
     * before their values are cut.
     */
    private static boolean isCollected(Merge merge, ExecuteOptions options) {
        return options.resultSetType() != ResultSet.TYPE_FORWARD_ONLY
                || options.holdable()
                || (compares(merge) && options.fieldBytesMax() > 0);
    }

    private static boolean compares(Merge merge) {
        return merge.kind() != Merge.Kind.CONCAT || merge.distinct();
    }

    /** Groups are made of texts; rows are handed out as they came, and only what is compared has to be a text. */
    private boolean needsText(Merge merge) {
        return merge.kind() == Merge.Kind.GROUP
                || !Stream.concat(merge.order().stream().map(SortKey::comparison), merge.distinctKeys().stream())
                        .allMatch(context.dialect().rows()::comparesAnyForm);
    }

    private RowCursor cursor(Merge merge, List<ShardAnswer> answers, Held held, ExecuteOptions options)
            throws SQLException {
        try {
            List<NativeResult> results = results(answers);
            requireSameShape(merge, results);
            if (merge.arrival().isPresent()) {
                return streamed(merge, results, held, options);
            }
            if (merge.kind() == Merge.Kind.GROUP) {
                return computed(merge, results, read(held, () -> grouped(merge, results)), held, options);
            }
            if (isWhole(merge, results) && !isCollected(merge, options)) {
                return new WholeCursor(results.get(0), List.of(), held);
            }
            List<TextRows> sources = results.stream().map(TextRows::new).toList();
            StreamMerge stream = read(
                    held,
                    () -> new StreamMerge(sources, merge, context.dialect().values(), budget()));
            if (isCollected(merge, options)) {
                return computed(merge, results, read(held, () -> collected(merge, sources, stream)), held, options);
            }
            return new MergedCursor(results, stream::next, merge.columns().size(), held);
        } catch (SQLException | RuntimeException failed) {
            ShardCalls.close(answers, failed);
            throw failed;
        }
    }

    private interface Reading<T> {
        T run() throws SQLException;
    }

    /** While rows are fetched, a cancel must find the servers that send them. */
    private static <T> T read(Held held, Reading<T> reading) throws SQLException {
        held.reading();
        try {
            return reading.run();
        } finally {
            held.read();
        }
    }

    /** One shard did it all, limit and DISTINCT included. */
    private static boolean isWhole(Merge merge, List<NativeResult> results) {
        return results.size() == 1
                && merge.offset() == 0
                && merge.limit().isEmpty()
                && merge.columns().size() == merge.shardColumns();
    }

    private MergeBudget budget() {
        return new MergeBudget(
                context.config().get(EngineProperty.MERGE_ROWS_MAX),
                context.config().get(EngineProperty.MERGE_BYTES_MAX));
    }

    private static List<NativeResult> results(List<ShardAnswer> answers) {
        return answers.stream()
                .map(answer -> answer.rows().orElseThrow(() -> new IllegalStateException("a read returned no rows")))
                .toList();
    }

    /**
     * Before the first row leaves: rows of different shapes must not be mixed, and hidden columns must be where
     * planned.
     */
    private void requireSameShape(Merge merge, List<NativeResult> results) throws SQLException {
        ResultShape first = context.dialect().rows().shape(results.get(0).rows());
        for (NativeResult result : results) {
            ResultShape shape = context.dialect().rows().shape(result.rows());
            boolean merges = shape.merges(first, merge.columns().size());
            if (!merges || shape.columns().size() != merge.shardColumns()) {
                throw new ShardException(
                        ErrorCode.RESULT_SHAPE_MISMATCH,
                        "The shards returned different columns: node "
                                + result.backend().node().name() + " "
                                + shape.columns() + ", node "
                                + results.get(0).backend().node().name() + " " + first.columns() + ", planned were "
                                + merge.shardColumns() + " columns.");
            }
        }
    }

    private List<List<@Nullable String>> grouped(Merge merge, List<NativeResult> results) throws SQLException {
        ColumnFacts facts = context.dialect().rows().facts(results.get(0).rows());
        GroupMerge groups = new GroupMerge(merge, context.dialect().values(), facts, budget());
        for (NativeResult result : results) {
            groups.add(new TextRows(result));
        }
        return groups.result();
    }

    /** Groups that come one after the other; few of them need no connection any more. */
    private RowCursor streamed(Merge merge, List<NativeResult> results, Held held, ExecuteOptions options)
            throws SQLException {
        ColumnFacts facts = context.dialect().rows().facts(results.get(0).rows());
        List<TextRows> sources = results.stream().map(TextRows::new).toList();
        GroupStream groups = new GroupStream(sources, merge, context.dialect().values(), facts, budget());
        if (!groups.isFinal() || isCollected(merge, options)) {
            return computed(merge, results, read(held, groups::all), held, options);
        }
        int portion = context.config().getInt(EngineProperty.MERGE_FETCH_SIZE);
        List<List<@Nullable String>> first = read(held, () -> groups.portion(portion));
        return first.size() < portion
                ? computed(merge, results, first, held, options)
                : new PortionedCursor(
                        results,
                        rows -> ComputedRows.like(
                                results.get(0), merge.columns().size(), rows, options),
                        first,
                        () -> groups.portion(portion),
                        held);
    }

    private List<List<@Nullable String>> collected(Merge merge, List<TextRows> sources, StreamMerge stream)
            throws SQLException {
        MergeBudget budget = budget();
        List<List<@Nullable String>> rows = new ArrayList<>();
        for (int source = stream.next(); source != StreamMerge.END; source = stream.next()) {
            List<@Nullable String> row = new ArrayList<>();
            long bytes = 0;
            for (int column = 0; column < merge.columns().size(); column++) {
                String text = sources.get(source).text(column);
                bytes += text == null ? 0 : text.length();
                row.add(text);
            }
            budget.hold(bytes);
            rows.add(row);
        }
        return rows;
    }

    /** The rows are all here: only one connection stays, for the native result set made on it. */
    private static RowCursor computed(
            Merge merge,
            List<NativeResult> results,
            List<List<@Nullable String>> rows,
            Held held,
            ExecuteOptions options)
            throws SQLException {
        NativeResult first = results.get(0);
        NativeResult made = ComputedRows.like(first, merge.columns().size(), rows, options);
        for (NativeResult result : results) {
            result.statement().close();
        }
        held.keepOnly(first.backend());
        return new WholeCursor(made, List.of(), held);
    }
}
