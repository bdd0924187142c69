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
import io.kintsugi.router.planner.bind.StatementPlan;
import io.kintsugi.router.planner.bind.Targets;
import io.kintsugi.topology.Keyspace;
import java.util.List;
import java.util.stream.IntStream;

/** A write to a reference table without a value that could differ: the same text on every shard, one count. */
record ReferenceWritePlan(Keyspace keyspace, boolean returnsRows, Prelude prelude) implements StatementPlan {
    @Override
    public boolean writes() {
        return true;
    }

    @Override
    public ExecutionPlan bind(BoundText text, ParameterValues parameters, List<Long> ids) {
        ClockWords.refuse(text, ErrorCode.REFERENCE_WRITE_NOT_DETERMINISTIC);
        List<ShardSql> statements = IntStream.range(0, keyspace.shards().size())
                .mapToObj(ordinal -> Targets.verbatim(Targets.id(keyspace, ordinal), text, prelude))
                .toList();
        return new ExecutionPlan.ScatterWrite(statements, Counting.ONE, returnsRows, explanation());
    }

    static RouteExplanation explanation() {
        return new RouteExplanation(
                Tier.MULTI_SHARD_WRITE,
                List.of(
                        "a reference table is written on every shard; nothing in the statement can differ between them"),
                List.of("pass-through: every shard keeps a copy"));
    }
}
