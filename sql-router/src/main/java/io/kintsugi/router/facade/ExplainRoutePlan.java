package io.kintsugi.router.facade;

import static java.util.Objects.requireNonNull;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.router.ParameterValues;
import io.kintsugi.router.PreparedRoute;
import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.plan.ExecutionPlan;
import io.kintsugi.router.plan.IdDemand;
import io.kintsugi.router.plan.RouteExplanation;
import io.kintsugi.router.plan.RouteExplanation.Tier;
import io.kintsugi.router.plan.TransactionEffect;
import io.kintsugi.router.plan.WeightDemand;
import io.kintsugi.router.syntax.ExplainCommand;
import io.kintsugi.topology.KeyWeights;
import java.util.Collections;
import java.util.List;

/**
 * EXPLAIN (ROUTE): the route of the inner statement in words. With ANALYZE it is executed, so that to everybody it is
 * that statement; without, nothing is executed and no id is taken.
 */
record ExplainRoutePlan(LexedSql sql, PreparedRoute inner, ExplainCommand command) implements PreparedRoute {
    ExplainRoutePlan {
        requireNonNull(sql, "sql");
        requireNonNull(inner, "inner");
        requireNonNull(command, "command");
    }

    @Override
    public String text() {
        return sql.sql();
    }

    @Override
    public int parameterCount() {
        return sql.parameterCount();
    }

    @Override
    public boolean writes() {
        return command.analyze() && inner.writes();
    }

    @Override
    public boolean readsViews() {
        return command.analyze() && inner.readsViews();
    }

    @Override
    public TransactionEffect transactionEffect() {
        return command.analyze() ? inner.transactionEffect() : TransactionEffect.NONE;
    }

    @Override
    public List<IdDemand> idDemands() {
        return command.analyze() ? inner.idDemands() : List.of();
    }

    @Override
    public List<WeightDemand> weightDemands(ParameterValues parameters) {
        return inner.weightDemands(parameters);
    }

    @Override
    public ExecutionPlan bind(ParameterValues parameters, List<Long> ids) {
        return bind(parameters, ids, KeyWeights.NONE);
    }

    @Override
    public ExecutionPlan bind(ParameterValues parameters, List<Long> ids, KeyWeights weights) {
        // Ids are not taken for an explanation: it shows the route of id 0.
        List<Long> taken =
                command.analyze() ? ids : Collections.nCopies(inner.idDemands().size(), 0L);
        ExecutionPlan plan = inner.bind(parameters, taken, weights);
        if (command.analyze() && !concernsRows(plan)) {
            throw new ShardException(
                            ErrorCode.UNSUPPORTED_STATEMENT,
                            "EXPLAIN (ROUTE, ANALYZE) runs queries and changes of rows only; this statement concerns"
                                    + " the session.")
                    .withRemedy("Leave ANALYZE out to see what would become of it.");
        }
        return new ExecutionPlan.ExplainRoute(
                plan, ExplainRouteLines.of(plan), command.analyze(), command.estimates(), explanation(plan));
    }

    private static boolean concernsRows(ExecutionPlan plan) {
        return plan.explanation().tier() != Tier.SESSION && plan.explanation().tier() != Tier.DDL_JOB;
    }

    /** What is executed counts as what it is. */
    private RouteExplanation explanation(ExecutionPlan plan) {
        return command.analyze()
                ? plan.explanation()
                : new RouteExplanation(Tier.SESSION, List.of("answered by the router itself"), List.of());
    }
}
