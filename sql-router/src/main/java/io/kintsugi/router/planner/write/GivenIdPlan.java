package io.kintsugi.router.planner.write;

import static java.util.Objects.requireNonNull;

import io.kintsugi.router.ParameterValues;
import io.kintsugi.router.plan.ExecutionPlan;
import io.kintsugi.router.planner.bind.BoundText;
import io.kintsugi.router.planner.bind.StatementPlan;
import java.util.List;

/** INSERT … SELECT whose constants have to be ids: which they are, each text and its parameters say. */
record GivenIdPlan(StatementPlan plan, List<Given> ids) implements StatementPlan {
    /** The planned token of a value for an AUTO_INCREMENT column. */
    record Given(String column, int token) {
        Given {
            requireNonNull(column, "column");
        }
    }

    GivenIdPlan {
        requireNonNull(plan, "plan");
        ids = List.copyOf(ids);
    }

    @Override
    public boolean writes() {
        return plan.writes();
    }

    @Override
    public void readKeys(BoundText text, ParameterValues parameters) {
        plan.readKeys(text, parameters);
    }

    @Override
    public ExecutionPlan bind(BoundText text, ParameterValues parameters, List<Long> given) {
        for (Given id : ids) {
            if (AutoValue.of(text, text.token(id.token()), parameters) != AutoValue.GIVEN) {
                throw WriteRefusals.queriedIdUnproven(id.column(), id.token()).in(text);
            }
        }
        return plan.bind(text, parameters, given);
    }
}
