package io.kintsugi.engine.execution;

import io.kintsugi.engine.api.EngineProperty;
import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.router.plan.ExecutionPlan;

/**
 * What pulled rows may come to where no database can be leased for them: all of them are held here, and sent in one
 * statement, once for each parameter that stands for their table. Confined to one execution.
 */
final class HeldBudget {
    private final long heldMax;
    private final long sentMax;
    private final int[] references;
    private long held;
    private long sent;

    private HeldBudget(long heldMax, long sentMax, int[] references) {
        this.heldMax = heldMax;
        this.sentMax = sentMax;
        this.references = references;
    }

    /** @param sentMax how many characters of rows one statement can take */
    static HeldBudget of(ExecutionPlan.Workbench plan, ExecutionContext context, long sentMax) {
        int[] references = new int[plan.tables().size()];
        if (plan.leases() || plan.members().isEmpty()) {
            return new HeldBudget(Long.MAX_VALUE, Long.MAX_VALUE, references);
        }
        for (int number : plan.members().get().parameters()) {
            if (number <= references.length) {
                references[number - 1]++;
            }
        }
        return new HeldBudget(
                context.config().get(EngineProperty.WORKBENCH_HELD_CHARACTERS_MAX), sentMax, references);
    }

    /** Counts one more row of a table; MERGE_BUDGET_EXCEEDED where it is one too many. */
    void add(int table, int characters) {
        held += characters;
        sent += (long) characters * references[table];
        if (held > heldMax) {
            throw exceeded("hold more than " + heldMax + " characters of pulled rows in the client's memory")
                    .withRemedy("Restrict its tables by conditions of their own, raise "
                            + EngineProperty.WORKBENCH_HELD_CHARACTERS_MAX.text()
                            + ", or, on PostgreSQL, give the cluster a workbench of its own.");
        }
        requireSendable(sentMax);
    }

    /** MERGE_BUDGET_EXCEEDED where these rows are more than one statement can take. */
    void requireSendable(long most) {
        if (sent > most) {
            throw exceeded("send more than " + most + " characters of pulled rows, which is all that one statement may"
                            + " hold")
                    .withRemedy("Restrict its tables by conditions of their own, or raise what the server takes"
                            + " (max_allowed_packet).");
        }
    }

    private static ShardException exceeded(String what) {
        return new ShardException(
                ErrorCode.MERGE_BUDGET_EXCEEDED, "No shard can finish this query alone, and it would " + what + ".");
    }
}
