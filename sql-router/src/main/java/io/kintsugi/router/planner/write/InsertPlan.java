package io.kintsugi.router.planner.write;

import static java.util.Objects.requireNonNull;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.router.ParameterValues;
import io.kintsugi.router.plan.ExecutionPlan;
import io.kintsugi.router.plan.ExecutionPlan.ScatterWrite.Counting;
import io.kintsugi.router.plan.IdDemand;
import io.kintsugi.router.plan.Prelude;
import io.kintsugi.router.plan.RouteExplanation;
import io.kintsugi.router.plan.RouteExplanation.Tier;
import io.kintsugi.router.plan.ShardId;
import io.kintsugi.router.plan.ShardSql;
import io.kintsugi.router.planner.bind.BoundText;
import io.kintsugi.router.planner.bind.ClockWords;
import io.kintsugi.router.planner.bind.KeyOutcome;
import io.kintsugi.router.planner.bind.KeySource;
import io.kintsugi.router.planner.bind.ReferenceShards;
import io.kintsugi.router.planner.bind.Refusal;
import io.kintsugi.router.planner.bind.ShardSet;
import io.kintsugi.router.planner.bind.Splicer;
import io.kintsugi.router.planner.bind.StatementPlan;
import io.kintsugi.router.planner.bind.StoredForm;
import io.kintsugi.router.planner.bind.Targets;
import io.kintsugi.topology.KeyValue;
import io.kintsugi.topology.Keyspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * INSERT … VALUES. Each row goes to the shard of its key; a reference table's rows go to every shard; rows of a
 * keyspace with one shard go there.
 *
 * @param key empty unless the table is sharded over several shards
 * @param everywhere whether the table is a reference table
 * @param others sharded tables read by sub-queries of the statement
 * @param split why the statement must not be split, if so
 * @param prelude what MySQL is told where all rows go to one shard
 * @param preludeOnSeveral what it is told on each of several
 */
record InsertPlan(
        Keyspace keyspace,
        InsertRows rows,
        Optional<InsertedKey> key,
        boolean everywhere,
        List<ReferenceShards> others,
        Optional<Refusal> split,
        boolean returnsRows,
        Prelude prelude,
        Prelude preludeOnSeveral)
        implements StatementPlan {
    private static final RouteExplanation ONE_SHARD =
            new RouteExplanation(Tier.PASS_THROUGH, List.of("every row's key belongs to this shard"), List.of());
    private static final RouteExplanation ONLY_SHARD =
            new RouteExplanation(Tier.PASS_THROUGH, List.of("the keyspace has one shard"), List.of());

    InsertPlan {
        requireNonNull(keyspace, "keyspace");
        others = List.copyOf(others);
    }

    @Override
    public boolean writes() {
        return true;
    }

    @Override
    public List<IdDemand> idDemands(BoundText text) {
        return rows.demands(text);
    }

    @Override
    public ExecutionPlan bind(BoundText text, ParameterValues parameters, List<Long> ids) {
        long[][] values = rows.ids(text, parameters, ids);
        if (everywhere) {
            return everywhere(text, parameters, values);
        }
        if (key.isEmpty()) {
            ShardSql only = whole(Targets.id(keyspace, 0), text, parameters, values, prelude);
            return new ExecutionPlan.SingleShard(only, true, ONLY_SHARD);
        }
        SortedMap<Integer, List<Integer>> byShard = new TreeMap<>();
        for (int row = 0; row < rows.rows().count(text); row++) {
            int shard = keyspace.shardOf(key(text, parameters, row, values));
            byShard.computeIfAbsent(shard, s -> new ArrayList<>()).add(row);
        }
        requireOthersHere(text, parameters, byShard);
        if (byShard.size() == 1) {
            ShardId shard = Targets.id(keyspace, byShard.firstKey());
            return new ExecutionPlan.SingleShard(whole(shard, text, parameters, values, prelude), true, ONE_SHARD);
        }
        return split(text, parameters, byShard, values);
    }

    /** Asks for the key of every row, so that all weights are known to be missing at once. */
    @Override
    public void readKeys(BoundText text, ParameterValues parameters) {
        if (key.isEmpty() || !key.get().type().asksForWeights()) {
            return;
        }
        for (int row = 0; row < rows.rows().count(text); row++) {
            KeySource source = key.get().sources().get(rows.rows().pattern(row));
            source.readAt(
                    text,
                    rows.rows().ordinal(text, row, Math.max(0, source.token())),
                    parameters,
                    key.get().type());
        }
    }

    private ExecutionPlan everywhere(BoundText text, ParameterValues parameters, long[][] values) {
        ClockWords.refuse(text, ErrorCode.REFERENCE_WRITE_NOT_DETERMINISTIC);
        ShardSql model = whole(Targets.id(keyspace, 0), text, parameters, values, preludeOnSeveral);
        List<ShardSql> statements = IntStream.range(0, keyspace.shards().size())
                .mapToObj(shard ->
                        new ShardSql(Targets.id(keyspace, shard), model.text(), model.parameters(), model.prelude()))
                .toList();
        return new ExecutionPlan.ScatterWrite(statements, Counting.ONE, returnsRows, ReferenceWritePlan.explanation());
    }

    /** All rows on one shard: the text as it is, unless ids have to go in. */
    private ShardSql whole(ShardId shard, BoundText text, ParameterValues parameters, long[][] values, Prelude before) {
        OptionalLong first = rows.firstArmed(text, parameters, values);
        Prelude told = first.isPresent() ? before.withInsertId(first.getAsLong()) : before;
        if (!rows.splices()) {
            return Targets.verbatim(shard, text, told);
        }
        List<Integer> all = IntStream.range(0, rows.rows().count(text)).boxed().toList();
        return Splicer.splice(shard, text, rows.edits(text, parameters, all, values, true))
                .after(told);
    }

    private KeyValue key(BoundText text, ParameterValues parameters, int row, long[][] values) {
        InsertedKey inserted = key.orElseThrow();
        int pattern = rows.rows().pattern(row);
        if (inserted.generated() >= 0 && rows.fills(text, rows.columns().get(inserted.generated()), row, parameters)) {
            return KeyValue.ofLong(values[inserted.generated()][row]);
        }
        KeySource source = inserted.sources().get(pattern);
        int ordinal = rows.rows().ordinal(text, row, Math.max(0, source.token()));
        KeyOutcome outcome = source.readAt(text, ordinal, parameters, inserted.type());
        if (outcome instanceof KeyOutcome.Exact exact && StoredForm.keeps(inserted.columnType(), exact)) {
            return exact.key();
        }
        throw unusable(inserted, outcome, text);
    }

    private static ShardException unusable(InsertedKey inserted, KeyOutcome outcome, BoundText text) {
        Refusal refusal = outcome instanceof KeyOutcome.IsNull
                ? WriteRefusals.keyNull(inserted.table(), inserted.column(), inserted.token())
                : WriteRefusals.keyInvalid(inserted.table(), inserted.column(), inserted.token());
        return refusal.in(text);
    }

    private void requireOthersHere(
            BoundText text, ParameterValues parameters, SortedMap<Integer, List<Integer>> byShard) {
        for (ReferenceShards other : others) {
            ShardSet shards = other.shards(text, parameters);
            boolean here = shards.isNone()
                    || (byShard.size() == 1 && shards.isSingle() && shards.single() == byShard.firstKey());
            if (!here) {
                throw WriteRefusals.across(
                                other.name() + " is read here and may have rows on other shards than those inserted",
                                "Select the values first, then insert them as constants.",
                                other.token())
                        .in(text);
            }
        }
    }

    private ExecutionPlan split(
            BoundText text, ParameterValues parameters, SortedMap<Integer, List<Integer>> byShard, long[][] values) {
        split.ifPresent(refusal -> {
            throw refusal.in(text);
        });
        List<ShardSql> statements = new ArrayList<>();
        byShard.forEach((shard, selected) -> statements.add(
                Splicer.splice(Targets.id(keyspace, shard), text, rows.edits(text, parameters, selected, values, false))
                        .after(preludeOnSeveral)));
        RouteExplanation explanation = new RouteExplanation(
                Tier.MULTI_SHARD_WRITE,
                List.of("each row goes to the shard of its key"),
                List.of("pass-through: the rows' keys belong to " + byShard.size() + " shards"));
        return new ExecutionPlan.SplitInsert(
                statements,
                List.copyOf(byShard.values()),
                returnsRows,
                rows.armed(text, parameters, values),
                explanation);
    }
}
