package io.kintsugi.router.planner.bind;

import static java.util.Objects.requireNonNull;

import io.kintsugi.router.ParameterValues;
import io.kintsugi.router.plan.ExecutionPlan;
import io.kintsugi.router.plan.IdDemand;
import java.util.List;

/**
 * A plan of a statement that may leave something with the server's session, such as a setting that a declared function
 * changes: the session keeps the connection to each shard it goes to.
 */
public record SessionBoundPlan(StatementPlan plan) implements StatementPlan {
    public SessionBoundPlan {
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
        ExecutionPlan bound = plan.bind(text, parameters, ids);
        if (bound instanceof ExecutionPlan.SingleShard one) {
            return one.bound();
        }
        if (bound instanceof ExecutionPlan.ScatterRead read) {
            return read.bound();
        }
        if (bound instanceof ExecutionPlan.ScatterWrite write) {
            return write.bound();
        }
        return bound instanceof ExecutionPlan.SplitInsert insert ? insert.bound() : bound;
    }
}
