package io.kintsugi.router.planner.write;

import static java.util.Objects.requireNonNull;

import io.kintsugi.router.ParameterValues;
import io.kintsugi.router.plan.ExecutionPlan;
import io.kintsugi.router.planner.bind.BoundText;
import io.kintsugi.router.planner.bind.MultiShardPlan;
import io.kintsugi.router.planner.bind.ShardSet;
import io.kintsugi.router.planner.bind.StatementPlan;
import java.util.List;

/** A write that takes its steps whatever its values are. */
record StepsPlan(MultiShardPlan steps) implements StatementPlan {
    StepsPlan {
        requireNonNull(steps, "steps");
    }

    @Override
    public boolean writes() {
        return true;
    }

    @Override
    public ExecutionPlan bind(BoundText text, ParameterValues parameters, List<Long> ids) {
        return steps.bind(text, parameters, ShardSet.ALL);
    }
}
