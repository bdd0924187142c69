package io.kintsugi.router.planner.bind;

import static java.util.Objects.requireNonNull;

import io.kintsugi.router.ParameterValues;
import io.kintsugi.router.plan.ExecutionPlan;
import io.kintsugi.router.plan.IdDemand;
import java.util.List;

/** A plan that rests on the definition of a view, and is otherwise {@code plan}. */
public record ViewPlan(StatementPlan plan) implements StatementPlan {
    public ViewPlan {
        requireNonNull(plan, "plan");
    }

    @Override
    public boolean writes() {
        return plan.writes();
    }

    @Override
    public List<IdDemand> idDemands(BoundText text) {
        return plan.idDemands(text);
    }

    @Override
    public void readKeys(BoundText text, ParameterValues parameters) {
        plan.readKeys(text, parameters);
    }

    @Override
    public ExecutionPlan bind(BoundText text, ParameterValues parameters, List<Long> ids) {
        return plan.bind(text, parameters, ids);
    }
}
