package io.kintsugi.router.plan;

import java.util.Objects;

/** One visible column of a merged result, computed from the columns that the shards return (0-based indexes). */
public sealed interface OutputColumn {

    /** The value as a shard returned it: a group key, or any column where there is no grouping. */
    record Same(int column) implements OutputColumn {}

    /** Sum of partial counts; {@code bigint}, an error on overflow; never null. */
    record SumOfCounts(int column) implements OutputColumn {}

    /** Sum of partial sums, null when all partials are null; the shard's own result type and widest scale. */
    record SumOfSums(int column) implements OutputColumn {}

    /**
     * Least or greatest of the partial results, nulls ignored.
     *
     * @param column where the value stands
     * @param by what is compared: the same column, or a hidden one such as the weights of a text
     */
    record Extreme(int column, int by, boolean greatest, Comparison comparison) implements OutputColumn {
        public Extreme {
            Objects.requireNonNull(comparison, "comparison");
        }

        /** Values that are compared themselves. */
        public Extreme(int column, boolean greatest, Comparison comparison) {
            this(column, column, greatest, comparison);
        }
    }

    /**
     * Average from a partial sum and a partial count, divided with the scale rule of the database; null when the count
     * is 0. In MySQL the scale is that of the visible column's own metadata, whatever div_precision_increment is.
     */
    record Average(int sumColumn, int countColumn) implements OutputColumn {}
}
