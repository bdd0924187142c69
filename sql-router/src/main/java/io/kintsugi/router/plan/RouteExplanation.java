package io.kintsugi.router.plan;

import java.util.ArrayList;
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
        WORKBENCH,
        MULTI_SHARD_WRITE,
        CATALOG,
        SESSION,
        DDL_JOB
    }

    private static final String SESSION_BOUND =
            "something of it stays with the server's session, so this session keeps the connection from now on";

    public RouteExplanation {
        Objects.requireNonNull(tier, "tier");
        reasons = List.copyOf(reasons);
        refusedTiers = List.copyOf(refusedTiers);
    }

    /** The same of a statement whose effect stays with the server's session. */
    public RouteExplanation sessionBound() {
        List<String> more = new ArrayList<>(reasons);
        more.add(SESSION_BOUND);
        return new RouteExplanation(tier, more, refusedTiers);
    }
}
