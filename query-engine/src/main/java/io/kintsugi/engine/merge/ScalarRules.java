package io.kintsugi.engine.merge;

import io.kintsugi.router.plan.ValueExpression.Cast;
import io.kintsugi.router.plan.ValueOperator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a dialect computes with single values; exactly as the servers do it. Operands are never NULL. Empty where the
 * dialect has no such operator for the types.
 */
public interface ScalarRules {
    /** An operation made ready. */
    record Scalar(ValueType type, Body body) {}

    /** What computes it. */
    @FunctionalInterface
    interface Body {
        @Nullable
        Object apply(List<Object> operands);
    }

    /** A value as the server wrote it. */
    Object parse(ValueType type, String text);

    /** A value as the server would write it. */
    String print(ValueType type, Object value);

    /** ADD, SUBTRACT, MULTIPLY, DIVIDE, NEGATE, ROUND, ABS. */
    Optional<Scalar> arithmetic(ValueOperator operator, List<ValueType> operands);

    /** How many of the operands of {@link #arithmetic} are computed; those behind them only tell a type. */
    int operands(ValueOperator operator, int count);

    /** Whether operands behind a NULL are left alone, by the type of the result. */
    boolean stopsAtNull(ValueType type);

    /** The order of two values; empty where their types do not compare. */
    Optional<Order> order(ValueType left, ValueType right);

    /** Compares two values. */
    @FunctionalInterface
    interface Order {
        int compare(Object left, Object right);
    }

    /** The type of a COALESCE of these; NULL as it is written has no say. */
    Optional<ValueType> common(List<ValueType> types);

    /** The type of a CASE of these; NULL as it is written has no say. */
    Optional<ValueType> ofCase(List<ValueType> types);

    /** The type of a NULLIF of two values that compare. */
    ValueType ofNullIf(ValueType value, ValueType other);

    /** The value in another type, as these say. */
    Object convert(Object value, ValueType from, ValueType to);

    /** A cast. */
    Optional<Scalar> cast(ValueType operand, Cast cast);

    /** The type of conditions. */
    ValueType truth();

    /** A condition's value in that type. */
    Object truth(boolean value);

    /** Whether values of the type can be conditions. */
    boolean isCondition(ValueType type);

    /** What a value means as a condition. */
    boolean isTrue(Object value);

    /** Whether a computed value can stand where the servers said that a column of this type comes. */
    boolean fits(ValueType computed, ValueType described);
}
