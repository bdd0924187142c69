package io.kintsugi.engine.execution;

import io.kintsugi.engine.api.EngineProperty;
import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.router.plan.ExecutionPlan;
import java.util.List;

/**
 * What pulled rows may come to in the driver's memory. Where a database can be leased, more of them goes there; where
 * none can, all of them are held here, and sent in one statement, once for each parameter that stands for their table.
 * Confined to one execution.
 */
final class HeldBudget {
    private final long heldMax;
    private final long sentMax;
    private final int[] references;
    private final boolean leases;
    private long held;
    private long sent;

    private HeldBudget(long heldMax, long sentMax, int[] references, boolean leases) {
        this.heldMax = heldMax;
        this.sentMax = sentMax;
        this.references = references;
        this.leases = leases;
    }

    /** @param sentMax how many characters of rows one statement can take */
    static HeldBudget of(ExecutionPlan.Workbench plan, ExecutionContext context, long sentMax) {
        int[] references = new int[plan.tables().size()];
        if (!plan.leases()) {
            plan.members().ifPresent(members -> count(members.parameters(), references));
        }
        long heldMax = context.config().get(EngineProperty.WORKBENCH_HELD_CHARACTERS_MAX);
        return new HeldBudget(heldMax, sentMax, references, plan.leases());
    }

    private static void count(List<Integer> parameters, int[] references) {
        for (int number : parameters) {
            if (number <= references.length) {
                references[number - 1]++;
            }
        }
    }

    /** Whether so many characters may be held at a time; more of them have to be put into a leased database. */
    boolean mayHold(long characters) {
        return characters <= heldMax;
    }

    /** Counts one more row of a table; MERGE_BUDGET_EXCEEDED where it is one too many. */
    void add(int table, int characters) {
        held += characters;
        sent += (long) characters * references[table];
        if (held > heldMax && !leases) {
            throw exceeded("hold more than " + heldMax + " characters of pulled rows in the client's memory")
                    .withRemedy("Restrict its tables by conditions of their own, or raise "
                            + EngineProperty.WORKBENCH_HELD_CHARACTERS_MAX.text() + ".");
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
