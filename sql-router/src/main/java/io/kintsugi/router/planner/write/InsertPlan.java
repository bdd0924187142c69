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

    private static final Refusal MIXED_IDS = new Refusal(
            ErrorCode.UNSUPPORTED_STATEMENT,
            "Rows with an id of their own and rows that take the next one cannot go to a reference table together",
            "Insert them in two statements.",
            Refusal.NOWHERE);
    /** No shard has this number. */
    private static final int SEVERAL = -1;

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
            return together(0, ONLY_SHARD, text, parameters, values);
        }
        int[] shards = shards(text, parameters, values);
        boolean together = areEqual(shards);
        requireOthersHere(text, parameters, together ? shards[0] : SEVERAL);
        return together
                ? together(shards[0], ONE_SHARD, text, parameters, values)
                : split(text, parameters, shards, values);
    }

    /** The shard of each row. */
    private int[] shards(BoundText text, ParameterValues parameters, long[][] values) {
        int[] shards = new int[rows.rows().count(text)];
        for (int row = 0; row < shards.length; row++) {
            shards[row] = keyspace.shardOf(key(text, parameters, row, values));
        }
        return shards;
    }

    private static boolean areEqual(int[] shards) {
        for (int shard : shards) {
            if (shard != shards[0]) {
                return false;
            }
        }
        return true;
    }

    private ExecutionPlan together(
            int ordinal, RouteExplanation because, BoundText text, ParameterValues parameters, long[][] values) {
        ShardId shard = Targets.id(keyspace, ordinal);
        if (!rows.mixesIds(text, parameters)) {
            return new ExecutionPlan.SingleShard(whole(shard, text, parameters, values, prelude), true, because);
        }
        List<Integer> all = allRows(text);
        ShardSql written = Splicer.splice(shard, text, rows.edits(text, parameters, all, values, false))
                .after(prelude);
        return new ExecutionPlan.SplitInsert(
                List.of(written), List.of(all), returnsRows, rows.armed(text, parameters, values), because);
    }

    private List<Integer> allRows(BoundText text) {
        return IntStream.range(0, rows.rows().count(text)).boxed().toList();
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
        if (rows.mixesIds(text, parameters)) {
            throw MIXED_IDS.in(text);
        }
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
        return Splicer.splice(shard, text, rows.edits(text, parameters, allRows(text), values, true))
                .after(told);
    }

    private KeyValue key(BoundText text, ParameterValues parameters, int row, long[][] values) {
        InsertedKey inserted = key.orElseThrow();
        int pattern = rows.rows().pattern(row);
        if (inserted.generated() >= 0 && rows.fills(text, rows.columns().get(inserted.generated()), row, parameters)) {
            return generated(inserted, values[inserted.generated()][row], text);
        }
        KeySource source = inserted.sources().get(pattern);
        int ordinal = rows.rows().ordinal(text, row, Math.max(0, source.token()));
        KeyOutcome outcome = source.readAt(text, ordinal, parameters, inserted.type());
        if (outcome instanceof KeyOutcome.Exact exact && StoredForm.keeps(inserted.columnType(), exact)) {
            return exact.key();
        }
        throw unusable(inserted, outcome, text);
    }

    /** Without a strict mode, and with IGNORE, the server clips an id to the range of the column. */
    private static KeyValue generated(InsertedKey inserted, long id, BoundText text) {
        KeyOutcome.Exact exact = new KeyOutcome.Exact(KeyValue.ofLong(id));
        if (StoredForm.keeps(inserted.columnType(), exact)) {
            return exact.key();
        }
        throw unusable(inserted, exact, text);
    }

    private static ShardException unusable(InsertedKey inserted, KeyOutcome outcome, BoundText text) {
        Refusal refusal = outcome instanceof KeyOutcome.IsNull
                ? WriteRefusals.keyNull(inserted.table(), inserted.column(), inserted.token())
                : WriteRefusals.keyInvalid(inserted.table(), inserted.column(), inserted.token());
        return refusal.in(text);
    }

    private void requireOthersHere(BoundText text, ParameterValues parameters, int shard) {
        for (ReferenceShards other : others) {
            ShardSet shards = other.shards(text, parameters);
            boolean here = shards.isNone() || (shards.isSingle() && shards.single() == shard);
            if (!here) {
                throw WriteRefusals.across(
                                other.name() + " is read here and may have rows on other shards than those inserted",
                                "Select the values first, then insert them as constants.",
                                other.token())
                        .in(text);
            }
        }
    }

    private ExecutionPlan split(BoundText text, ParameterValues parameters, int[] shards, long[][] values) {
        split.ifPresent(refusal -> {
            throw refusal.in(text);
        });
        SortedMap<Integer, List<Integer>> byShard = new TreeMap<>();
        for (int row = 0; row < shards.length; row++) {
            byShard.computeIfAbsent(shards[row], s -> new ArrayList<>()).add(row);
        }
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
