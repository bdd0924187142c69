package io.kintsugi.router.facade;

import static java.util.Objects.requireNonNull;

import io.kintsugi.router.ParameterValues;
import io.kintsugi.router.PreparedRoute;
import io.kintsugi.router.plan.ExecutionPlan;
import io.kintsugi.router.plan.IdDemand;
import io.kintsugi.router.planner.bind.BoundText;
import io.kintsugi.router.planner.bind.StatementPlan;
import io.kintsugi.router.planner.bind.ViewPlan;
import java.util.List;

/** A plan of the cache, applied to one text. */
record CachedRoute(BoundText bound, StatementPlan plan) implements PreparedRoute {
    CachedRoute {
        requireNonNull(bound, "bound");
        requireNonNull(plan, "plan");
    }

    @Override
    public String text() {
        return bound.verbatim();
    }

    @Override
    public int parameterCount() {
        return bound.sql().parameterCount();
    }

    @Override
    public boolean writes() {
        return plan.writes();
    }

    @Override
    public boolean readsViews() {
        return plan instanceof ViewPlan;
    }

    @Override
    public List<IdDemand> idDemands() {
        return plan.idDemands(bound);
    }

    @Override
    public ExecutionPlan bind(ParameterValues parameters, List<Long> ids) {
        return plan.bind(bound, parameters, ids);
    }
}
