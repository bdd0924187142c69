package io.kintsugi.cli.advise;

import io.kintsugi.cli.existing.Definition;
import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.router.PreparedRoute;
import io.kintsugi.router.RoutingContext;
import io.kintsugi.router.facade.RouterConfig;
import io.kintsugi.router.facade.SqlRouter;
import io.kintsugi.router.plan.RouteExplanation.Tier;
import io.kintsugi.router.schema.BuiltInFunctions;
import io.kintsugi.router.schema.DdlSchema;
import io.kintsugi.router.schema.LogicalSchema;
import io.kintsugi.topology.Dialect;
import io.kintsugi.topology.Topology;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a log's statements would go under a topology.
 *
 * @param oneShard how many would run on one shard
 * @param severalShards how many would run on several
 * @param refused how many would be refused
 * @param refusals the refused texts, the most frequent first, with the reason
 */
record Traffic(long oneShard, long severalShards, long refused, List<String> refusals) {
    private static final int REFUSALS_SHOWN = 10;
    private static final int TEXT_SHOWN = 100;
    private static final long SOME_ID = 1;

    /** What stands for a parameter that a log does not tell: tried until one fits the key's type. */
    private static final List<Object> SAMPLES = List.of(
            1L,
            "a",
            java.util.UUID.fromString("00000000-0000-4000-8000-000000000001"),
            "2024-01-01",
            "2024-01-01 00:00:00+00");

    Traffic {
        refusals = List.copyOf(refusals);
    }

    static Traffic of(
            Topology topology, String schemaName, List<Definition> definitions, Map<String, Long> statements) {
        List<String> made = definitions.stream().map(Definition::sql).toList();
        BuiltInFunctions builtIn = BuiltInFunctions.of(topology.dialect());
        LogicalSchema schema = topology.dialect() == Dialect.MYSQL
                ? DdlSchema.mySqlStatements(made, schemaName, builtIn)
                : DdlSchema.ofStatements(made, builtIn);
        RoutingContext context =
                new RoutingContext(topology, schema, List.of(schemaName), "UTC", Optional.empty(), List.of());
        return count(new SqlRouter(RouterConfig.defaults()), context, statements);
    }

    private static Traffic count(SqlRouter router, RoutingContext context, Map<String, Long> statements) {
        long oneShard = 0;
        long severalShards = 0;
        long refused = 0;
        List<Map.Entry<Long, String>> refusals = new ArrayList<>();
        for (Map.Entry<String, Long> statement : statements.entrySet()) {
            long times = statement.getValue();
            try {
                switch (tier(router, context, statement.getKey())) {
                    case PASS_THROUGH -> oneShard += times;
                    case STREAMING_MERGE, MULTI_SHARD_WRITE -> severalShards += times;
                    case CATALOG, SESSION, DDL_JOB -> {}
                }
            } catch (ShardException no) {
                refused += times;
                refusals.add(Map.entry(times, told(statement.getKey(), no)));
            }
        }
        refusals.sort(Map.Entry.comparingByKey(Comparator.reverseOrder()));
        List<String> shown = refusals.stream()
                .limit(REFUSALS_SHOWN)
                .map(refusal -> refusal.getKey() + " × " + refusal.getValue())
                .toList();
        return new Traffic(oneShard, severalShards, refused, shown);
    }

    private static String told(String sql, ShardException refusal) {
        String text = sql.replaceAll("\\s+", " ");
        String shown = text.length() > TEXT_SHOWN ? text.substring(0, TEXT_SHOWN) + " …" : text;
        return shown + "  [" + refusal.code().id() + "] " + refusal.description();
    }

    private static Tier tier(SqlRouter router, RoutingContext context, String sql) {
        PreparedRoute route = router.prepare(sql, context);
        List<Long> ids = route.idDemands().stream().map(demand -> SOME_ID).toList();
        for (Object sample : SAMPLES) {
            try {
                return route.bind(number -> sample, ids).explanation().tier();
            } catch (ShardException unfit) {
                if (unfit.code() != ErrorCode.SHARDING_KEY_INVALID) {
                    throw unfit;
                }
            }
        }
        return route.bind(number -> null, ids).explanation().tier();
    }

    /** Of the statements that read or write tables, those on one shard, in percent; 100 when there are none. */
    int shareOfOneShard() {
        long all = oneShard + severalShards + refused;
        return all == 0 ? 100 : (int) (100 * oneShard / all);
    }
}
