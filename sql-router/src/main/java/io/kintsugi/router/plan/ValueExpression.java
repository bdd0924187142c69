package io.kintsugi.router.plan;

import java.util.List;
import java.util.Objects;

/**
 * An expression over the values of one merged group. What holds no aggregate comes from the shards, constants included,
 * so that it has the type that the server gives it; only what lies above the aggregates is computed by the merge.
 */
public sealed interface ValueExpression {
    /** Calls the method of the visitor that fits this kind. */
    <R> R accept(Visitor<R> visitor);

    /** One method for each kind; exhaustive by construction. */
    interface Visitor<R> {
        R visit(Input node);

        R visit(Null node);

        R visit(Operation node);

        R visit(Cast node);
    }

    /** A value of the group: a position in the merge's columns, continued by its further columns. */
    record Input(int position) implements ValueExpression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** NULL as it is written, of the type of what stands beside it. */
    record Null() implements ValueExpression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** An operator or a function with its operands. */
    record Operation(ValueOperator operator, List<ValueExpression> operands) implements ValueExpression {
        public Operation {
            Objects.requireNonNull(operator, "operator");
            operands = List.copyOf(operands);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * A cast to a type of numbers.
     *
     * @param precision digits in all, 0 where none are given
     */
    record Cast(ValueExpression operand, Target target, int precision, int scale) implements ValueExpression {
        /** The types that the merge casts to. */
        public enum Target {
            INT2,
            INT4,
            INT8,
            NUMERIC,
            FLOAT8
        }

        public Cast {
            Objects.requireNonNull(operand, "operand");
            Objects.requireNonNull(target, "target");
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }
}
