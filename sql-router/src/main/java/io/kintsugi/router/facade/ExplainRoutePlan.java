package io.kintsugi.router.facade;

import static java.util.Objects.requireNonNull;

import io.kintsugi.router.ParameterValues;
import io.kintsugi.router.PreparedRoute;
import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.plan.ExecutionPlan;
import io.kintsugi.router.plan.IdDemand;
import io.kintsugi.router.plan.RouteExplanation;
import io.kintsugi.router.plan.RouteExplanation.Tier;
import io.kintsugi.router.plan.WeightDemand;
import io.kintsugi.topology.KeyWeights;
import java.util.Collections;
import java.util.List;

/** EXPLAIN (ROUTE): the route of the inner statement in words. Nothing is executed and no id is taken. */
record ExplainRoutePlan(LexedSql sql, PreparedRoute inner) implements PreparedRoute {
    ExplainRoutePlan {
        requireNonNull(sql, "sql");
        requireNonNull(inner, "inner");
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
        return false;
    }

    @Override
    public List<IdDemand> idDemands() {
        return List.of();
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
        List<Long> zeros = Collections.nCopies(inner.idDemands().size(), 0L);
        ExecutionPlan plan = inner.bind(parameters, zeros, weights);
        RouteExplanation explanation =
                new RouteExplanation(Tier.SESSION, List.of("answered by the router itself"), List.of());
        return new ExecutionPlan.ExplainRoute(plan, ExplainRouteLines.of(plan), explanation);
    }
}
