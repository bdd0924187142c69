package io.kintsugi.router.planner.bind;

import io.kintsugi.router.ParameterValues;
import io.kintsugi.router.plan.ExecutionPlan;
import io.kintsugi.router.plan.IdDemand;
import java.util.List;

/** What the plan cache keeps for a key. Immutable; holds token ordinals, never offsets or values. */
public interface StatementPlan {
    /** Whether the statement could change data, or locks rows. */
    boolean writes();

    /** The ids this text needs before it can be bound. */
    default List<IdDemand> idDemands(BoundText text) {
        return List.of();
    }

    /**
     * Reads the keys whose values a server may have to be asked about, so that the text's weights are asked for them.
     */
    default void readKeys(BoundText text, ParameterValues parameters) {}

    /** The plan for this text and these parameters. */
    ExecutionPlan bind(BoundText text, ParameterValues parameters, List<Long> ids);
}
