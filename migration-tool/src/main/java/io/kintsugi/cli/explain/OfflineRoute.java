package io.kintsugi.cli.explain;

import io.kintsugi.cli.console.CliException;
import io.kintsugi.cli.console.ExitCode;
import io.kintsugi.router.PreparedRoute;
import io.kintsugi.router.RoutingContext;
import io.kintsugi.router.facade.RouterConfig;
import io.kintsugi.router.facade.SqlRouter;
import io.kintsugi.router.plan.ExecutionPlan;
import io.kintsugi.router.schema.BuiltInFunctions;
import io.kintsugi.router.schema.DdlSchema;
import io.kintsugi.router.schema.LogicalSchema;
import io.kintsugi.topology.Dialect;
import io.kintsugi.topology.Topology;
import java.util.List;
import java.util.Optional;

/** Routes a statement with no database at hand: from the topology file and the application's schema file. */
final class OfflineRoute {
    private static final long SOME_ID = 1;

    private final RoutingContext context;

    OfflineRoute(Topology topology, String ddl) {
        String path = topology.dialect() == Dialect.MYSQL ? database(topology) : "public";
        LogicalSchema schema = topology.dialect() == Dialect.MYSQL
                ? DdlSchema.mySql(ddl, path, BuiltInFunctions.mySql())
                : DdlSchema.of(ddl, BuiltInFunctions.postgreSql());
        this.context = new RoutingContext(topology, schema, List.of(path), "UTC", Optional.empty(), List.of());
    }

    /** In MySQL the logical schema is the database that the nodes' addresses name. */
    private static String database(Topology topology) {
        return topology.node(topology.catalog().primary()).database();
    }

    /** The lines of EXPLAIN (ROUTE). */
    List<String> explain(String sql, ParameterText parameters) {
        SqlRouter router = new SqlRouter(RouterConfig.defaults());
        String statement = ExplainText.statement(sql);
        PreparedRoute route = ExplainText.isExplained(statement)
                ? router.prepare(statement, context)
                : router.explain(statement, context);
        List<Long> ids = route.idDemands().stream().map(demand -> SOME_ID).toList();
        ExecutionPlan plan = route.bind(parameters, ids);
        if (plan instanceof ExecutionPlan.ExplainRoute explained && !explained.analyze()) {
            return explained.lines();
        }
        throw new CliException(
                ExitCode.USAGE,
                "ANALYZE runs the statement, and here is no database to run it on.",
                "Leave out ANALYZE, or --schema.");
    }
}
