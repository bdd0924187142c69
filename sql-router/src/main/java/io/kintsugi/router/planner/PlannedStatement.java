package io.kintsugi.router.planner;

import static java.util.Objects.requireNonNull;

import io.kintsugi.router.lexer.NormalizedSql;
import io.kintsugi.router.planner.bind.Refusal;
import io.kintsugi.router.planner.bind.StatementPlan;
import java.util.Optional;

/**
 * What the plan cache keeps for a key: a plan, a refusal, or neither when the text was not understood (the parser then
 * says so again, with this text's own position).
 *
 * @param normalized of the text that was planned: its lists tell how ordinals of other texts differ
 */
public record PlannedStatement(NormalizedSql normalized, Optional<StatementPlan> plan, Optional<Refusal> refusal) {
    public PlannedStatement {
        requireNonNull(normalized, "normalized");
        requireNonNull(plan, "plan");
        requireNonNull(refusal, "refusal");
    }

    static PlannedStatement of(NormalizedSql normalized, StatementPlan plan) {
        return new PlannedStatement(normalized, Optional.of(plan), Optional.empty());
    }

    static PlannedStatement refused(NormalizedSql normalized, Refusal refusal) {
        return new PlannedStatement(normalized, Optional.empty(), Optional.of(refusal));
    }

    static PlannedStatement notUnderstood(NormalizedSql normalized) {
        return new PlannedStatement(normalized, Optional.empty(), Optional.empty());
    }
}
