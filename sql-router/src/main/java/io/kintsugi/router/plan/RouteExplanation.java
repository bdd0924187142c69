package io.kintsugi.router.plan;

import java.util.List;
import java.util.Objects;

/**
 * Why a statement took its tier.
 *
 * @param tier the tier taken
 * @param reasons what decided: one sentence each
 * @param refusedTiers for each better tier that was not taken, the reason
 */
public record RouteExplanation(Tier tier, List<String> reasons, List<String> refusedTiers) {
    /** The ways a statement can be answered, best first. */
    public enum Tier {
        PASS_THROUGH,
        STREAMING_MERGE,
        MULTI_SHARD_WRITE,
        CATALOG,
        SESSION,
        DDL_JOB
    }

    public RouteExplanation {
        Objects.requireNonNull(tier, "tier");
        reasons = List.copyOf(reasons);
        refusedTiers = List.copyOf(refusedTiers);
    }
}
