package io.kintsugi.engine;

import io.kintsugi.router.ParameterValues;
import io.kintsugi.router.PreparedRoute;
import io.kintsugi.router.RoutingContext;
import io.kintsugi.router.StatementRouter;
import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.lexer.ParameterStyle;
import io.kintsugi.router.lexer.SqlLexer;
import io.kintsugi.router.plan.ExecutionPlan;
import io.kintsugi.router.plan.IdDemand;
import io.kintsugi.router.plan.RouteExplanation;
import io.kintsugi.router.plan.ShardId;
import io.kintsugi.router.plan.ShardSql;
import io.kintsugi.router.syntax.DdlParser;
import io.kintsugi.router.syntax.SettingCommand;
import io.kintsugi.router.syntax.TransactionCommand;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A router that is told the plan in the text: {@code s0: UPDATE …}, {@code s0,s1: DELETE …} (a scatter write), {@code
 * catalog: …}, {@code ddl s0,s1: …}, {@code any s0,s1: …}; without a prefix a setting or transaction control.
 */
final class PlanRouter implements StatementRouter {
    static final RouteExplanation WHY =
            new RouteExplanation(RouteExplanation.Tier.PASS_THROUGH, List.of("told"), List.of());

    @Override
    public PreparedRoute prepare(String sql, RoutingContext context) {
        return new FixedRoute(sql, plan(sql));
    }

    private static ExecutionPlan plan(String sql) {
        int colon = sql.indexOf(": ");
        String head = colon < 0 ? "" : sql.substring(0, colon);
        String text = sql.substring(colon < 0 ? 0 : colon + 2);
        if (head.isEmpty()) {
            return command(text);
        }
        if (head.equals("catalog")) {
            return new ExecutionPlan.Catalog(shardSql(ShardId.CATALOG, text), WHY);
        }
        if (head.startsWith("ddl ")) {
            return new ExecutionPlan.Ddl(DdlParser.parse(lexed(text)), text, shards(head.substring(4)), WHY);
        }
        if (head.startsWith("any ")) {
            return new ExecutionPlan.AnyShard(sqls(head.substring(4), text), WHY);
        }
        if (head.contains(",")) {
            return new ExecutionPlan.ScatterWrite(
                    sqls(head, text), ExecutionPlan.ScatterWrite.Counting.SUM, text.contains("RETURNING"), WHY);
        }
        boolean write = !text.toUpperCase(Locale.ROOT).startsWith("SELECT");
        return new ExecutionPlan.SingleShard(shardSql(shard(head), text), write, WHY);
    }

    private static ExecutionPlan command(String text) {
        String first = text.split("\\s+")[0].toUpperCase(Locale.ROOT);
        if (List.of("SET", "RESET", "SHOW", "DISCARD").contains(first)) {
            return new ExecutionPlan.Session(SettingCommand.parse(lexed(text)), text, WHY);
        }
        return new ExecutionPlan.Transaction(TransactionCommand.parse(lexed(text)), WHY);
    }

    private static LexedSql lexed(String text) {
        return SqlLexer.postgreSql(ParameterStyle.QUESTION_MARK).lex(text);
    }

    static ShardId shard(String name) {
        return new ShardId("main", name);
    }

    static ShardSql shardSql(ShardId shard, String text) {
        List<Integer> parameters = new ArrayList<>();
        text.chars().filter(character -> character == '?').forEach(ignored -> parameters.add(parameters.size() + 1));
        return new ShardSql(shard, text, parameters);
    }

    static List<ShardSql> sqls(String names, String text) {
        return shards(names).stream().map(shard -> shardSql(shard, text)).toList();
    }

    private static List<ShardId> shards(String names) {
        return Arrays.stream(names.split(",")).map(PlanRouter::shard).toList();
    }

    /** A plan that needs no parameters to be known. */
    record FixedRoute(String text, ExecutionPlan plan) implements PreparedRoute {
        @Override
        public int parameterCount() {
            return 0;
        }

        @Override
        public boolean writes() {
            return true;
        }

        @Override
        public List<IdDemand> idDemands() {
            return List.of();
        }

        @Override
        public ExecutionPlan bind(ParameterValues parameters, List<Long> ids) {
            return plan;
        }
    }
}
