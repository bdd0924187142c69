package io.kintsugi.router.plan;

import java.util.Objects;

/** One column of a merged result, computed from the columns that the shards return (0-based indexes). */
public sealed interface OutputColumn {
    /** Calls the method of the visitor that fits this kind. */
    <R> R accept(Visitor<R> visitor);

    /** One method for each kind; exhaustive by construction. */
    interface Visitor<R> {
        R visit(Same column);

        R visit(SumOfCounts column);

        R visit(SumOfSums column);

        R visit(Extreme column);

        R visit(Average column);

        R visit(AnyValue column);

        R visit(Bits column);

        R visit(Distinct column);

        R visit(Computed column);
    }

    /** The value as a shard returned it: a group key, or any column where there is no grouping. */
    record Same(int column) implements OutputColumn {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** Sum of partial counts; {@code bigint}, an error on overflow; never null. */
    record SumOfCounts(int column) implements OutputColumn {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** Sum of partial sums, null when all partials are null; the shard's own result type and widest scale. */
    record SumOfSums(int column) implements OutputColumn {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

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

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * Average from a partial sum and a partial count, divided with the scale rule of the database; null when the count
     * is 0.
     *
     * @param column where the shards return an average of their own: in MySQL its scale is the result's, whatever
     *     div_precision_increment is
     */
    record Average(int column, int sumColumn, int countColumn) implements OutputColumn {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** The value of any shard that has one. */
    record AnyValue(int column) implements OutputColumn {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** The bits of all partial results: those that all have, or those that any has. */
    record Bits(int column, boolean all) implements OutputColumn {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * An aggregate of DISTINCT values, each of which comes in a row of its own from every shard that has it: the
     * partial result of a value that was met before does not count again.
     *
     * @param of how the partial results combine: counts or sums
     * @param by what tells values apart
     */
    record Distinct(OutputColumn of, int by, Comparison comparison) implements OutputColumn {
        public Distinct {
            Objects.requireNonNull(of, "of");
            Objects.requireNonNull(comparison, "comparison");
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** Computed from other columns of the group when all its rows are in. */
    record Computed(ValueExpression expression) implements OutputColumn {
        public Computed {
            Objects.requireNonNull(expression, "expression");
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }
}
