package io.kintsugi.engine;

import io.kintsugi.router.ParameterValues;
import io.kintsugi.router.PreparedRoute;
import io.kintsugi.router.RoutingContext;
import io.kintsugi.router.plan.ExecutionPlan;
import io.kintsugi.router.plan.IdDemand;
import io.kintsugi.router.plan.TransactionEffect;
import io.kintsugi.router.plan.WeightDemand;
import io.kintsugi.topology.KeyWeights;
import java.util.List;
import java.util.Objects;

/** A route and what it was planned with, so that it is planned anew once that has changed. */
record SessionRoute(PreparedRoute route, RoutingContext context) implements PreparedRoute {
    SessionRoute {
        Objects.requireNonNull(route, "route");
        Objects.requireNonNull(context, "context");
    }

    @Override
    public String text() {
        return route.text();
    }

    @Override
    public int parameterCount() {
        return route.parameterCount();
    }

    @Override
    public boolean writes() {
        return route.writes();
    }

    @Override
    public boolean readsViews() {
        return route.readsViews();
    }

    @Override
    public TransactionEffect transactionEffect() {
        return route.transactionEffect();
    }

    @Override
    public List<IdDemand> idDemands() {
        return route.idDemands();
    }

    @Override
    public List<WeightDemand> weightDemands(ParameterValues parameters) {
        return route.weightDemands(parameters);
    }

    @Override
    public ExecutionPlan bind(ParameterValues parameters, List<Long> ids) {
        return route.bind(parameters, ids);
    }

    @Override
    public ExecutionPlan bind(ParameterValues parameters, List<Long> ids, KeyWeights weights) {
        return route.bind(parameters, ids, weights);
    }
}
