package io.kintsugi.router.planner.write;

import static java.util.Objects.requireNonNull;

import io.kintsugi.router.ParameterValues;
import io.kintsugi.router.plan.ExecutionPlan;
import io.kintsugi.router.planner.bind.BoundText;
import io.kintsugi.router.planner.bind.KeyOutcome;
import io.kintsugi.router.planner.bind.KeySource;
import io.kintsugi.router.planner.bind.MultiShardPlan;
import io.kintsugi.router.planner.bind.ShardSet;
import io.kintsugi.router.planner.bind.StatementPlan;
import io.kintsugi.router.planner.bind.StoredForm;
import io.kintsugi.router.schema.ColumnType;
import io.kintsugi.topology.KeyRule;
import java.util.List;

/**
 * UPDATE that sets the sharding key to the value its WHERE asks for, as object mappers do who write every column: it
 * changes no key. That the two are equal, each text and its parameters must show; otherwise the rows move.
 *
 * @param assigned the value that is set
 * @param pinned the values that a row's key is compared with
 * @param moving what is done for any other value
 */
record KeptKeyPlan(
        StatementPlan plan,
        KeySource assigned,
        List<KeySource> pinned,
        KeyRule rule,
        ColumnType column,
        MultiShardPlan moving)
        implements StatementPlan {
    KeptKeyPlan {
        requireNonNull(plan, "plan");
        requireNonNull(assigned, "assigned");
        pinned = List.copyOf(pinned);
        requireNonNull(rule, "rule");
        requireNonNull(column, "column");
        requireNonNull(moving, "moving");
    }

    @Override
    public boolean writes() {
        return true;
    }

    @Override
    public void readKeys(BoundText text, ParameterValues parameters) {
        plan.readKeys(text, parameters);
        if (rule.asksForWeights()) {
            assigned.read(text, parameters, rule);
        }
    }

    @Override
    public ExecutionPlan bind(BoundText text, ParameterValues parameters, List<Long> ids) {
        if (!keepsKey(text, parameters)) {
            return moving.bind(text, parameters, ShardSet.ALL);
        }
        return plan.bind(text, parameters, ids);
    }

    private boolean keepsKey(BoundText text, ParameterValues parameters) {
        KeyOutcome value = assigned.read(text, parameters, rule);
        if (!(value instanceof KeyOutcome.Exact exact) || !StoredForm.keeps(column, exact)) {
            return false;
        }
        for (KeySource source : pinned) {
            if (source.read(text, parameters, rule) instanceof KeyOutcome.Exact before
                    && before.key().equals(exact.key())) {
                return true;
            }
        }
        return false;
    }
}
