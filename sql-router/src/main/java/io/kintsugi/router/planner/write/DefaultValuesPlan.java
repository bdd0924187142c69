package io.kintsugi.router.planner.write;

import io.kintsugi.router.ParameterValues;
import io.kintsugi.router.lexer.TokenSpan;
import io.kintsugi.router.plan.ExecutionPlan;
import io.kintsugi.router.plan.ExecutionPlan.ScatterWrite.Counting;
import io.kintsugi.router.plan.IdDemand;
import io.kintsugi.router.plan.RouteExplanation;
import io.kintsugi.router.plan.RouteExplanation.Tier;
import io.kintsugi.router.plan.ShardId;
import io.kintsugi.router.plan.ShardSql;
import io.kintsugi.router.planner.bind.BoundText;
import io.kintsugi.router.planner.bind.Edit;
import io.kintsugi.router.planner.bind.Splicer;
import io.kintsugi.router.planner.bind.StatementPlan;
import io.kintsugi.router.planner.bind.Targets;
import io.kintsugi.router.planner.dialect.SqlDialect;
import io.kintsugi.topology.KeyValue;
import io.kintsugi.topology.Keyspace;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * INSERT … DEFAULT VALUES into a table with generated columns: becomes VALUES with their ids.
 *
 * @param key index of the column that is the sharding key; negative where rows are not spread
 */
record DefaultValuesPlan(
        Keyspace keyspace,
        List<GeneratedColumn> columns,
        TokenSpan span,
        boolean overriding,
        int key,
        boolean everywhere,
        boolean returnsRows)
        implements StatementPlan {
    private static final RouteExplanation ONE_SHARD =
            new RouteExplanation(Tier.PASS_THROUGH, List.of("the generated key belongs to this shard"), List.of());

    DefaultValuesPlan {
        columns = List.copyOf(columns);
    }

    @Override
    public boolean writes() {
        return true;
    }

    @Override
    public List<IdDemand> idDemands(BoundText text) {
        return columns.stream()
                .map(column -> new IdDemand(column.table(), column.name(), column.generator(), 1))
                .toList();
    }

    @Override
    public ExecutionPlan bind(BoundText text, ParameterValues parameters, List<Long> ids) {
        String names = columns.stream()
                .map(c -> SqlDialect.of(text.sql()).quote(c.name()))
                .collect(Collectors.joining(", ", "(", ") "));
        String values = ids.stream().map(String::valueOf).collect(Collectors.joining(", ", "VALUES (", ")"));
        String clause = overriding ? "OVERRIDING SYSTEM VALUE " : "";
        Edit edit = Edit.replace(text.token(span.first()), text.token(span.end()), names + clause + values);
        if (everywhere) {
            List<ShardSql> statements = IntStream.range(0, keyspace.shards().size())
                    .mapToObj(shard -> Splicer.splice(Targets.id(keyspace, shard), text, List.of(edit)))
                    .toList();
            return new ExecutionPlan.ScatterWrite(
                    statements, Counting.ONE, returnsRows, ReferenceWritePlan.explanation());
        }
        int ordinal = key < 0 ? 0 : keyspace.shardOf(KeyValue.ofLong(ids.get(key)));
        ShardId shard = Targets.id(keyspace, ordinal);
        return new ExecutionPlan.SingleShard(Splicer.splice(shard, text, List.of(edit)), true, ONE_SHARD);
    }
}
