package io.kintsugi.router.facade;

import static java.util.Objects.requireNonNull;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.router.PlanCacheReport;
import io.kintsugi.router.PreparedRoute;
import io.kintsugi.router.RoutingContext;
import io.kintsugi.router.StatementRouter;
import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.lexer.NormalizedSql;
import io.kintsugi.router.lexer.ParameterStyle;
import io.kintsugi.router.lexer.SqlNormalizer;
import io.kintsugi.router.lexer.StatementClass;
import io.kintsugi.router.lexer.StatementClassifier;
import io.kintsugi.router.lexer.StatementSplitter;
import io.kintsugi.router.lexer.TokenKind;
import io.kintsugi.router.lexer.TokenSpan;
import io.kintsugi.router.plan.ExecutionPlan;
import io.kintsugi.router.plan.TransactionEffect;
import io.kintsugi.router.planner.CertainTarget;
import io.kintsugi.router.planner.PlannedStatement;
import io.kintsugi.router.planner.StatementPlanner;
import io.kintsugi.router.planner.bind.BoundText;
import io.kintsugi.router.planner.bind.TokenMap;
import io.kintsugi.router.planner.cache.PlanCache;
import io.kintsugi.router.planner.cache.PreparedTexts;
import io.kintsugi.router.syntax.ExplainCommand;
import io.kintsugi.router.syntax.StatementParser;
import io.kintsugi.topology.Dialect;
import java.util.List;
import java.util.Optional;

/**
 * The router; a statement's dialect is that of its topology. Thread-safe. A text seen before in any spelling costs
 * lexing, a look-up and a hash.
 */
public final class SqlRouter implements StatementRouter {
    private final RouterConfig config;
    private final DialectReaders readers;
    private final StatementParser parser;
    private final StatementPlanner planner;
    private final PlanCache<PlannedStatement> cache;

    /** Texts with parameters only: those with literals are different each time. */
    private final PreparedTexts<PreparedRoute> texts;

    public SqlRouter(RouterConfig config) {
        this.config = requireNonNull(config, "config");
        this.readers = new DialectReaders(config);
        this.parser = readers.parser();
        this.planner = new StatementPlanner(config.parameterStyle(), parser);
        this.cache = new PlanCache<>(config.planCacheWeightMax(), config.planCacheSessionsMax());
        this.texts = new PreparedTexts<>(config.preparedTextsWeightMax());
    }

    @Override
    public PreparedRoute prepare(String sql, RoutingContext context) {
        requireNonNull(context, "context");
        PreparedRoute known = texts.find(sql, context);
        return known != null ? known : route(sql, context);
    }

    private PreparedRoute route(String sql, RoutingContext context) {
        if (sql.length() > config.statementCharactersMax()) {
            throw new ShardException(
                    ErrorCode.UNSUPPORTED_STATEMENT,
                    "The statement has " + sql.length() + " characters; statementCharactersMax is "
                            + config.statementCharactersMax() + ".");
        }
        return route(readers.lexer(context).lex(sql), context);
    }

    private PreparedRoute route(LexedSql lexed, RoutingContext context) {
        requireOneStatement(lexed);
        StatementClass kind = StatementClassifier.classify(lexed);
        if (kind.isQueryOrChange()) {
            requireOwnParameters(lexed);
            readers.requireModes(context);
            Optional<PreparedRoute> setting = SetConfigRoute.of(lexed);
            return setting.isPresent() ? setting.get() : cached(lexed, kind, context);
        }
        if (kind == StatementClass.EXPLAIN || kind == StatementClass.EXPLAIN_ROUTE) {
            return explain(lexed, context);
        }
        if (kind == StatementClass.CALL && CertainTarget.of(lexed, context).isEmpty()) {
            return ProcedureCall.of(lexed, readers.lexer(context), question -> route(question, context));
        }
        if (lexed.dialect() == Dialect.MYSQL) {
            ExecutionPlan plan = MySqlStatements.plan(lexed, kind, context);
            TransactionEffect effect = ImplicitCommits.effect(lexed, kind);
            return new ReadyRoute(lexed.sql(), lexed.parameterCount(), changes(plan), effect, plan);
        }
        ExecutionPlan plan = OtherStatements.plan(lexed, kind, context);
        boolean calls = kind == StatementClass.CALL || kind == StatementClass.DO;
        TransactionEffect effect = calls ? TransactionEffect.MAY_COMMIT : TransactionEffect.NONE;
        return new ReadyRoute(lexed.sql(), lexed.parameterCount(), changes(plan), effect, plan);
    }

    /** Transaction control and settings change nothing themselves; the rest of the other statements may. */
    private static boolean changes(ExecutionPlan plan) {
        return plan instanceof ExecutionPlan.SingleShard
                || plan instanceof ExecutionPlan.Ddl
                || plan instanceof ExecutionPlan.Catalog;
    }

    /** How many plans are kept. */
    public long cachedPlans() {
        return cache.size();
    }

    /** How many texts with parameters are kept as they are, for metrics and tests. */
    public long preparedTexts() {
        return texts.size();
    }

    @Override
    public PlanCacheReport planCache() {
        return new PlanCacheReport(cache.size(), cache.hits() + texts.hits(), cache.misses());
    }

    private static void requireOneStatement(LexedSql sql) {
        if (sql.sql().indexOf(';') < 0) {
            return;
        }
        List<TokenSpan> statements = StatementSplitter.split(sql);
        if (statements.size() > 1) {
            throw new ShardException(
                            ErrorCode.MULTIPLE_STATEMENTS,
                            "The text holds " + statements.size() + " statements; the second begins at "
                                    + sql.position(statements.get(1).first()) + ".")
                    .withRemedy("Send one statement at a time.");
        }
    }

    /** The server would miss the value of a {@code $n}, and so would the route. */
    private static void requireOwnParameters(LexedSql sql) {
        if (sql.parameterStyle() == ParameterStyle.NUMBERED || sql.sql().indexOf('$') < 0) {
            return;
        }
        for (int i = 0; i < sql.count(); i++) {
            if (sql.kind(i) == TokenKind.PARAMETER && sql.text(i).startsWith("$")) {
                throw new ShardException(
                                ErrorCode.SYNTAX_NOT_UNDERSTOOD,
                                "There is no parameter " + sql.text(i) + " (" + sql.position(i) + ").")
                        .withRemedy("Mark parameters of a JDBC statement by question marks.");
            }
        }
    }

    private PreparedRoute cached(LexedSql sql, StatementClass kind, RoutingContext context) {
        NormalizedSql normalized = SqlNormalizer.normalize(sql);
        PlannedStatement planned =
                cache.get(normalized.key(), context, () -> planner.plan(sql, normalized, kind, context));
        TokenMap map = TokenMap.between(planned.normalized(), normalized);
        BoundText bound = new BoundText(sql, map, context);
        if (planned.refusal().isPresent()) {
            throw planned.refusal().get().in(bound);
        }
        if (planned.plan().isEmpty()) {
            parser.parse(sql);
            throw new IllegalStateException(
                    "one key is understood in one text and not in another: " + normalized.key());
        }
        PreparedRoute route = new CachedRoute(bound, planned.plan().get());
        if (sql.parameterCount() > 0 && sql.isAsWritten()) {
            texts.put(sql.sql(), context, route);
        }
        return route;
    }

    /**
     * What EXPLAIN (ROUTE) before this statement would show, for callers whose users wrote the statement alone: places
     * in errors are those of this text.
     */
    public PreparedRoute explain(String sql, RoutingContext context) {
        return new ExplainRoutePlan(readers.lexer(context).lex(sql), route(sql, context), ExplainCommand.ROUTE_ONLY);
    }

    private PreparedRoute explain(LexedSql sql, RoutingContext context) {
        ExplainCommand command = ExplainCommand.parse(sql);
        int from = sql.start(command.statementFirst());
        LexedSql explained = readers.lexer(context).lex(sql.sql().substring(from));
        if (command.analyze() && command.route()) {
            requireRowsOnly(explained, sql, command.statementFirst());
        }
        PreparedRoute inner = route(explained.madeOf(sql.sql(), from), context);
        return command.route() ? new ExplainRoutePlan(sql, inner, command) : new ServerExplain(sql, inner);
    }

    /** What may run to be measured: queries and changes of rows, as for a server's EXPLAIN ANALYZE. */
    private static void requireRowsOnly(LexedSql explained, LexedSql whole, int first) {
        if (!StatementClassifier.classify(explained).isQueryOrChange()) {
            throw new ShardException(
                            ErrorCode.UNSUPPORTED_STATEMENT,
                            "EXPLAIN (ROUTE, ANALYZE) runs queries and changes of rows only; here stands '"
                                    + whole.text(first) + "' (" + whole.position(first) + ").")
                    .withRemedy("Leave ANALYZE out to see where it would go.");
        }
    }
}
