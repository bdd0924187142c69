package io.kintsugi.router.planner.write;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.router.ParameterValues;
import io.kintsugi.router.plan.ExecutionPlan;
import io.kintsugi.router.plan.ExecutionPlan.ScatterWrite.Counting;
import io.kintsugi.router.plan.Prelude;
import io.kintsugi.router.plan.RouteExplanation;
import io.kintsugi.router.plan.RouteExplanation.Tier;
import io.kintsugi.router.plan.ShardSql;
import io.kintsugi.router.planner.bind.BoundText;
import io.kintsugi.router.planner.bind.ClockWords;
import io.kintsugi.router.planner.bind.MultiShardPlan;
import io.kintsugi.router.planner.bind.ShardSet;
import io.kintsugi.router.planner.bind.Targets;
import io.kintsugi.topology.Keyspace;
import java.util.ArrayList;
import java.util.List;

/** UPDATE or DELETE of a sharded table on several shards: the same text on each, counts added up. */
record ScatterWriteTemplate(
        Keyspace keyspace,
        int driver,
        String table,
        String keyColumn,
        int token,
        boolean returnsRows,
        Prelude prelude,
        boolean readsTimes,
        String reason)
        implements MultiShardPlan {

    @Override
    public ExecutionPlan bind(BoundText text, ParameterValues parameters, ShardSet shards) {
        if (shards.equals(ShardSet.UNKNOWN)) {
            // A key is named but cannot be read: the writer meant one shard, so this is an error, not a broadcast.
            throw WriteRefusals.keyInvalid(table, keyColumn, token).in(text);
        }
        int[] ordinals = shards.ordinals(keyspace.shards().size());
        if (readsTimes && ordinals.length > 1) {
            ClockWords.refuse(text, ErrorCode.VOLATILE_FUNCTION);
        }
        List<ShardSql> statements = new ArrayList<>();
        for (int ordinal : ordinals) {
            statements.add(Targets.verbatim(Targets.id(keyspace, ordinal), text, prelude));
        }
        return new ExecutionPlan.ScatterWrite(statements, Counting.SUM, returnsRows, explanation());
    }

    private RouteExplanation explanation() {
        return new RouteExplanation(
                Tier.MULTI_SHARD_WRITE,
                List.of(reason),
                List.of("pass-through: " + table + " is not bound to one shard by " + keyColumn));
    }
}
