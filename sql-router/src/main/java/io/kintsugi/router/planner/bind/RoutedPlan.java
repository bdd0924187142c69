package io.kintsugi.router.planner.bind;

import static java.util.Objects.requireNonNull;

import io.kintsugi.router.ParameterValues;
import io.kintsugi.router.plan.ExecutionPlan;
import io.kintsugi.router.plan.Prelude;
import io.kintsugi.router.plan.RouteExplanation;
import io.kintsugi.router.plan.RouteExplanation.Tier;
import io.kintsugi.topology.Keyspace;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A statement on sharded tables. If all rows that matter of every reference lie on one shard, the text goes there as it
 * is, whatever it says; otherwise the multi-shard plan decides.
 */
public final class RoutedPlan implements StatementPlan {
    private final Keyspace keyspace;
    private final List<ReferenceShards> references;
    private final boolean writes;
    private final MultiShardPlan several;
    private final Prelude prelude;
    private final RouteExplanation passThrough;

    /**
     * @param prelude what MySQL is told where the text goes to one shard
     */
    public RoutedPlan(
            Keyspace keyspace,
            List<ReferenceShards> references,
            boolean writes,
            MultiShardPlan several,
            Prelude prelude) {
        this.keyspace = requireNonNull(keyspace, "keyspace");
        this.references = List.copyOf(references);
        this.writes = writes;
        this.several = requireNonNull(several, "several");
        this.prelude = requireNonNull(prelude, "prelude");
        String keys = references.stream()
                .map(reference -> reference.name() + " by " + reference.keyColumn())
                .collect(Collectors.joining(", "));
        this.passThrough = new RouteExplanation(
                Tier.PASS_THROUGH, List.of("every sharded reference is bound to one shard: " + keys), List.of());
    }

    @Override
    public boolean writes() {
        return writes;
    }

    @Override
    public void readKeys(BoundText text, ParameterValues parameters) {
        // Without an iterator: this runs for every statement.
        for (int i = 0; i < references.size(); i++) {
            ReferenceShards reference = references.get(i);
            if (reference.keyRule().asksForWeights()) {
                reference.shards(text, parameters);
            }
        }
    }

    @Override
    public ExecutionPlan bind(BoundText text, ParameterValues parameters, List<Long> ids) {
        ShardSet union = ShardSet.NONE;
        ShardSet driving = ShardSet.ALL;
        for (int i = 0; i < references.size(); i++) {
            ShardSet shards = references.get(i).shards(text, parameters);
            union = i == 0 ? shards : union.union(shards);
            if (i == several.driver()) {
                driving = shards;
            }
        }
        if (union.isSingle() || union.isNone()) {
            int shard = union.isSingle() ? union.single() : 0;
            return new ExecutionPlan.SingleShard(
                    Targets.verbatim(Targets.id(keyspace, shard), text, prelude), writes, passThrough);
        }
        boolean all = several.driver() == MultiShardPlan.ALL_DRIVE;
        return several.bind(text, parameters, all ? union : driving);
    }
}
