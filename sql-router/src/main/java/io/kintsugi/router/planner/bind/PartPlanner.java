package io.kintsugi.router.planner.bind;

import io.kintsugi.router.ParameterValues;
import io.kintsugi.router.plan.ExecutionPlan;

/** Plans the statements that stand for parts of another one. Stateless and thread-safe. */
public interface PartPlanner {
    /**
     * The plan of a part.
     *
     * @param whole the statement it is a part of
     * @param parameters those of the part
     * @throws RefusalException when no part of this form is answered
     * @throws io.kintsugi.errors.ShardException when it is refused for these values
     */
    ExecutionPlan plan(String sql, BoundText whole, ParameterValues parameters);

    /**
     * Makes sure that a part whose values are not known yet can be planned.
     *
     * @throws RefusalException when no part of this form is answered
     */
    void require(String sql, BoundText whole);
}
