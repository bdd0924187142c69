package io.kintsugi.router.planner.bind;

import io.kintsugi.router.ParameterValues;
import io.kintsugi.router.plan.ExecutionPlan;

/** What to do when the values at hand do not name one shard. */
public interface MultiShardPlan {
    /** Every routed reference drives a part of the result. */
    int ALL_DRIVE = -1;

    /**
     * The plan for several shards.
     *
     * @param shards those that hold rows of the reference that drives the result
     * @throws io.kintsugi.errors.ShardException when it is refused, in general or for these values
     */
    ExecutionPlan bind(BoundText text, ParameterValues parameters, ShardSet shards);

    /** Which of the routed references drives the result, or {@link #ALL_DRIVE}. */
    int driver();

    /** Refuses whenever several shards are needed. */
    static MultiShardPlan refused(Refusal refusal) {
        return new MultiShardPlan() {
            @Override
            public ExecutionPlan bind(BoundText text, ParameterValues parameters, ShardSet shards) {
                throw refusal.in(text);
            }

            @Override
            public int driver() {
                return 0;
            }
        };
    }
}
