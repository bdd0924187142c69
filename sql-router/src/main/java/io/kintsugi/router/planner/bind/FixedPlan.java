package io.kintsugi.router.planner.bind;

import static java.util.Objects.requireNonNull;

import io.kintsugi.router.ParameterValues;
import io.kintsugi.router.plan.ExecutionPlan;
import io.kintsugi.router.plan.Prelude;
import io.kintsugi.router.plan.RouteExplanation;
import io.kintsugi.router.plan.RouteExplanation.Tier;
import io.kintsugi.router.plan.ShardId;
import java.util.List;

/**
 * A statement whose target does not depend on values: the text goes there as it is.
 *
 * @param sessionBound whether the session must keep the connection, see {@link ExecutionPlan.SingleShard}
 */
public record FixedPlan(
        Kind kind,
        List<ShardId> targets,
        boolean writes,
        boolean sessionBound,
        Prelude prelude,
        RouteExplanation explanation)
        implements StatementPlan {
    /** What the targets are. */
    public enum Kind {
        /** The one target. */
        ONE,
        /** Any of the targets gives the same answer. */
        ANY,
        /** The catalog. */
        CATALOG
    }

    public FixedPlan {
        requireNonNull(kind, "kind");
        targets = List.copyOf(targets);
        requireNonNull(prelude, "prelude");
        requireNonNull(explanation, "explanation");
    }

    /** The same statement behind a prelude. */
    public FixedPlan after(Prelude before) {
        return new FixedPlan(kind, targets, writes, sessionBound, before, explanation);
    }

    /** The same statement, which leaves something behind in the server's session if {@code bound}. */
    public FixedPlan sessionBound(boolean bound) {
        return bound ? new FixedPlan(kind, targets, writes, true, prelude, explanation.sessionBound()) : this;
    }

    public static FixedPlan one(ShardId shard, boolean writes, String reason) {
        return new FixedPlan(Kind.ONE, List.of(shard), writes, false, Prelude.NONE, because(Tier.PASS_THROUGH, reason));
    }

    public static FixedPlan any(List<ShardId> shards, boolean writes, String reason) {
        return new FixedPlan(Kind.ANY, shards, writes, false, Prelude.NONE, because(Tier.PASS_THROUGH, reason));
    }

    public static FixedPlan catalog(boolean writes, String reason) {
        return new FixedPlan(
                Kind.CATALOG, List.of(ShardId.CATALOG), writes, false, Prelude.NONE, because(Tier.CATALOG, reason));
    }

    private static RouteExplanation because(Tier tier, String reason) {
        return new RouteExplanation(tier, List.of(reason), List.of());
    }

    @Override
    public ExecutionPlan bind(BoundText text, ParameterValues parameters, List<Long> ids) {
        return switch (kind) {
            case ONE ->
                new ExecutionPlan.SingleShard(
                        Targets.verbatim(targets.get(0), text, prelude), writes, sessionBound, explanation);
            case ANY ->
                new ExecutionPlan.AnyShard(
                        targets.stream()
                                .map(shard -> Targets.verbatim(shard, text, prelude))
                                .toList(),
                        explanation);
            case CATALOG ->
                new ExecutionPlan.Catalog(Targets.verbatim(ShardId.CATALOG, text, prelude), sessionBound, explanation);
        };
    }
}
