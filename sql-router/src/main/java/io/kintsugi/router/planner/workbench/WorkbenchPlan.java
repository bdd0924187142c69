package io.kintsugi.router.planner.workbench;

import io.kintsugi.router.ParameterValues;
import io.kintsugi.router.plan.ExecutionPlan;
import io.kintsugi.router.planner.bind.BoundText;
import io.kintsugi.router.planner.bind.MultiShardPlan;
import io.kintsugi.router.planner.bind.ShardSet;
import io.kintsugi.router.planner.bind.StatementPlan;
import java.util.List;

/** A query that no shard has all tables of, whatever its values are. */
record WorkbenchPlan(MultiShardPlan several) implements StatementPlan {
    @Override
    public boolean writes() {
        return false;
    }

    @Override
    public ExecutionPlan bind(BoundText text, ParameterValues parameters, List<Long> ids) {
        return several.bind(text, parameters, ShardSet.ALL);
    }
}
