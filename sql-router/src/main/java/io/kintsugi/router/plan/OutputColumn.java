package io.kintsugi.router.plan;

import java.util.Objects;

/** One visible column of a merged result, computed from the columns that the shards return (0-based indexes). */
public sealed interface OutputColumn {

    /** The value as a shard returned it: a group key, or any column where there is no grouping. */
    record Same(int column) implements OutputColumn {}

    /** Sum of partial counts; {@code bigint}, 22003 on overflow; never null. */
    record SumOfCounts(int column) implements OutputColumn {}

    /** Sum of partial sums, null when all partials are null; the shard's own result type and widest scale. */
    record SumOfSums(int column) implements OutputColumn {}

    /** Least or greatest of the partial results, nulls ignored. */
    record Extreme(int column, boolean greatest, Comparison comparison) implements OutputColumn {
        public Extreme {
            Objects.requireNonNull(comparison, "comparison");
        }
    }

    /**
     * Average from a partial sum and a partial count, divided with the scale rule of PostgreSQL; null when the count
     * is 0.
     */
    record Average(int sumColumn, int countColumn) implements OutputColumn {}
}
