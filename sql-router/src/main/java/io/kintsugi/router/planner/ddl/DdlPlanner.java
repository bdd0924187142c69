package io.kintsugi.router.planner.ddl;

import io.kintsugi.router.RoutingContext;
import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.lexer.ParameterStyle;
import io.kintsugi.router.plan.ExecutionPlan;
import io.kintsugi.router.plan.RouteExplanation;
import io.kintsugi.router.planner.dialect.SqlDialect;
import io.kintsugi.router.syntax.DdlParser;
import io.kintsugi.router.syntax.DdlStatement;
import java.util.ArrayList;
import java.util.List;

/**
 * Plans schema changes: refuses what the shards could not keep, and names the shards that run the rest after the
 * catalog. A pin of the session does not matter here: a definition is of the whole cluster. Stateless.
 */
public final class DdlPlanner {
    private DdlPlanner() {}

    /**
     * The job for a definition.
     *
     * @param text what the statement was parsed from, in JDBC's parameter style
     * @throws io.kintsugi.errors.ShardException DDL_REFUSED, UNKNOWN_TABLE and kin, each with the way out
     */
    public static ExecutionPlan.Ddl plan(DdlStatement statement, String text, RoutingContext context) {
        return plan(
                statement,
                SqlDialect.of(context)
                        .lexer(ParameterStyle.QUESTION_MARK, context)
                        .lex(text),
                context);
    }

    /** The same for text that has been lexed already. */
    public static ExecutionPlan.Ddl plan(DdlStatement statement, LexedSql sql, RoutingContext context) {
        Target target = statement.accept(new StatementRules(sql, context));
        List<String> reasons = new ArrayList<>();
        reasons.add("A schema change: a recorded job, first on the catalog, then on the shards one after another.");
        reasons.addAll(target.reasons());
        RouteExplanation explanation = new RouteExplanation(RouteExplanation.Tier.DDL_JOB, reasons, List.of());
        return new ExecutionPlan.Ddl(statement, sql.sql(), target.shards(), explanation);
    }

    /** Reads and plans a definition in one step. */
    public static ExecutionPlan.Ddl plan(LexedSql sql, RoutingContext context) {
        return plan(DdlParser.parse(sql), sql, context);
    }

    /**
     * Whether the definition concerns nothing but temporary objects of this session. Such a one is no schema change: it
     * runs on the one shard the session is bound to (a pinned session, a one-shard cluster) and is refused elsewhere.
     */
    public static boolean isSessionLocal(DdlStatement statement, RoutingContext context) {
        return statement.accept(new SessionObjects(context.temporaryTables()));
    }
}
