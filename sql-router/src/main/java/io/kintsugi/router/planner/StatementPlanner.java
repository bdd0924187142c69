package io.kintsugi.router.planner;

import static java.util.Objects.requireNonNull;

import io.kintsugi.errors.ShardException;
import io.kintsugi.router.ParameterValues;
import io.kintsugi.router.RoutingContext;
import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.lexer.NormalizedSql;
import io.kintsugi.router.lexer.ParameterStyle;
import io.kintsugi.router.lexer.SqlLexer;
import io.kintsugi.router.lexer.SqlNormalizer;
import io.kintsugi.router.lexer.StatementClass;
import io.kintsugi.router.lexer.StatementClassifier;
import io.kintsugi.router.plan.ExecutionPlan;
import io.kintsugi.router.planner.analysis.Analysis;
import io.kintsugi.router.planner.bind.BoundText;
import io.kintsugi.router.planner.bind.FixedPlan;
import io.kintsugi.router.planner.bind.PartPlanner;
import io.kintsugi.router.planner.bind.RefusalException;
import io.kintsugi.router.planner.bind.StatementPlan;
import io.kintsugi.router.planner.bind.TokenMap;
import io.kintsugi.router.planner.dialect.SqlDialect;
import io.kintsugi.router.planner.scope.ScopeAnalyzer;
import io.kintsugi.router.planner.scope.StatementScopes;
import io.kintsugi.router.planner.scope.TextSource;
import io.kintsugi.router.syntax.Statement;
import io.kintsugi.router.syntax.StatementParser;
import java.util.List;
import java.util.Optional;

/** Plans queries and changes of data. Stateless and thread-safe. */
public final class StatementPlanner {
    private final ParameterStyle style;
    private final StatementParser parser;
    private final PartPlanner parts = new Parts();

    /**
     * @param style how statements mark parameters
     * @param parser of every dialect whose statements come
     */
    public StatementPlanner(ParameterStyle style, StatementParser parser) {
        this.style = requireNonNull(style, "style");
        this.parser = requireNonNull(parser, "parser");
    }

    /** The plan or refusal of a statement; throws only for a hint that is not understood. */
    public PlannedStatement plan(
            LexedSql sql, NormalizedSql normalized, StatementClass statementClass, RoutingContext context) {
        Optional<CertainTarget> certain = CertainTarget.of(sql, context);
        Statement statement;
        try {
            statement = parser.parse(sql);
        } catch (ShardException notUnderstood) {
            return certain.filter(target -> target.chosen() || target.holdsCatalog())
                    .map(target -> PlannedStatement.of(normalized, unread(target, true)))
                    .orElseGet(() -> PlannedStatement.notUnderstood(normalized));
        }
        boolean changes = statementClass != StatementClass.SELECT;
        return planned(statement, sql, normalized, changes, certain, context);
    }

    private PlannedStatement planned(
            Statement statement,
            LexedSql sql,
            NormalizedSql normalized,
            boolean changes,
            Optional<CertainTarget> certain,
            RoutingContext context) {
        try {
            TextSource source = TextSource.statement(sql);
            SqlLexer definitions = SqlDialect.of(context).definitionLexer(style, context);
            StatementScopes scopes = ScopeAnalyzer.analyze(statement, source, context, definitions, parser);
            Analysis analysis = new Analysis(statement, source, normalized, context, scopes, parts);
            StatementPlan plan = certain.isPresent()
                    ? atCertainTarget(analysis, certain.get(), changes)
                    : new RoutePlanner(analysis).plan();
            return PlannedStatement.of(normalized, plan);
        } catch (RefusalException refused) {
            return certain.filter(target -> !refused.refusal().everywhere())
                    .map(target -> PlannedStatement.of(normalized, unread(target, changes)))
                    .orElseGet(() -> PlannedStatement.refused(normalized, refused.refusal()));
        }
    }

    private static StatementPlan atCertainTarget(Analysis analysis, CertainTarget target, boolean changes) {
        boolean writes = changes || StatementEffects.writes(analysis);
        return switch (target.by()) {
            case PIN -> FixedPlan.one(target.shard(), writes, target.reason());
            case HINT -> OneShardPlanner.verbatim(analysis, target, writes);
            case ONLY -> OneShardPlanner.plan(analysis, target, writes);
        };
    }

    /** Nobody knows what the statement does: it may well leave something behind in the server's session. */
    private static FixedPlan unread(CertainTarget target, boolean writes) {
        return FixedPlan.one(target.shard(), writes, target.reason()).sessionBound(target.poolsConnections());
    }

    /** Parts are planned anew each time: they are parts of writes that take many round trips anyway. */
    private final class Parts implements PartPlanner {
        @Override
        public ExecutionPlan plan(String sql, BoundText whole, ParameterValues parameters) {
            LexedSql lexed = lexed(sql, whole);
            BoundText text = new BoundText(lexed, TokenMap.IDENTITY, whole.context(), whole.weights());
            return planned(lexed, whole).bind(text, parameters, List.of());
        }

        @Override
        public void require(String sql, BoundText whole) {
            planned(lexed(sql, whole), whole);
        }

        private LexedSql lexed(String sql, BoundText whole) {
            return SqlDialect.of(whole.context()).lexer(style, whole.context()).lex(sql);
        }

        private StatementPlan planned(LexedSql sql, BoundText whole) {
            NormalizedSql normalized = SqlNormalizer.normalize(sql);
            StatementClass kind = StatementClassifier.classify(sql);
            PlannedStatement planned = StatementPlanner.this.plan(sql, normalized, kind, whole.context());
            planned.refusal().ifPresent(refusal -> {
                throw refusal.thrown();
            });
            return planned.plan().orElseGet(() -> {
                parser.parse(sql);
                throw new IllegalStateException("understood at second sight only: " + sql.sql());
            });
        }
    }
}
