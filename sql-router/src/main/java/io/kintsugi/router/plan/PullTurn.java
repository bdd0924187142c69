package io.kintsugi.router.plan;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A part of the rows that are pulled to the workbench, after others whose values tell which of these matter. All turns
 * of a query read one snapshot of each shard.
 *
 * @param whole gives the rows as {@link ExecutionPlan.Workbench#pull} does, and behind them texts of keys
 * @param reduced the same with only the rows that have one of the keys, which its parameter 1 takes: parameter {@code n
 *     + 1} is the statement's {@code n}; empty where no keys are known of
 * @param keys the list that {@code reduced} takes; without meaning where there is none
 * @param gives in order of the columns behind the row what they give
 */
public record PullTurn(
        ExecutionPlan.ScatterRead whole, Optional<ExecutionPlan.ScatterRead> reduced, int keys, List<Key> gives) {
    public PullTurn {
        Objects.requireNonNull(whole, "whole");
        Objects.requireNonNull(reduced, "reduced");
        gives = List.copyOf(gives);
    }

    /**
     * Keys that a column gives on the rows of one table, and NULL on others.
     *
     * @param list the number of the list they belong to
     */
    public record Key(int list, int table) {}
}
