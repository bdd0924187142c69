package io.kintsugi.engine.mysql;

import io.kintsugi.engine.merge.ScalarRules;
import io.kintsugi.engine.merge.ValueType;
import io.kintsugi.engine.merge.ValueType.Kind;
import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.router.plan.ValueExpression.Cast;
import io.kintsugi.router.plan.ValueOperator;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Computes with single values as MySQL does: signed integers and decimals. */
final class MySqlScalars implements ScalarRules {
    private static final int SCALE_MAX = 30;

    /** Digits of a decimal: beyond, the server's own arithmetic begins to lose some. */
    private static final int DIGITS_MAX = 65;

    @Override
    public Object parse(ValueType type, String text) {
        return switch (type.kind()) {
            case INT2, INT4, INT8 -> Long.valueOf(text);
            case NUMERIC -> new BigDecimal(text);
            case FLOAT8, BOOLEAN, TEXT, DATE, TIMESTAMP, TIMESTAMP_TZ, NULL, OTHER -> text;
        };
    }

    @Override
    public String print(ValueType type, Object value) {
        return value instanceof BigDecimal number
                ? number.setScale(type.scale(), RoundingMode.HALF_UP).toPlainString()
                : value.toString();
    }

    private static boolean isExact(ValueType type) {
        return type.isNumber() && type.kind() != Kind.FLOAT8;
    }

    @Override
    public Optional<Scalar> arithmetic(ValueOperator operator, List<ValueType> operands) {
        if (!operands.stream().allMatch(MySqlScalars::isExact)) {
            return Optional.empty();
        }
        return switch (operator) {
            case ADD, SUBTRACT, MULTIPLY -> binary(operator, operands.get(0), operands.get(1));
            case DIVIDE -> divided(operands);
            case NEGATE -> negated(operands.get(0));
            case ROUND -> rounded(operands);
            default -> Optional.empty();
        };
    }

    @Override
    public int operands(ValueOperator operator, int count) {
        return operator == ValueOperator.DIVIDE || operator == ValueOperator.ROUND ? count - 1 : count;
    }

    private static Optional<Scalar> binary(ValueOperator operator, ValueType left, ValueType right) {
        if (left.isInteger() && right.isInteger()) {
            return Optional.of(new Scalar(
                    ValueType.of(Kind.INT8), values -> whole(operator, (Long) values.get(0), (Long) values.get(1))));
        }
        int scale = operator == ValueOperator.MULTIPLY
                ? left.scale() + right.scale()
                : Math.max(left.scale(), right.scale());
        return scale > SCALE_MAX
                ? Optional.empty()
                : Optional.of(new Scalar(
                        new ValueType(Kind.NUMERIC, scale),
                        values -> decimal(operator, number(values.get(0)), number(values.get(1)))));
    }

    private static Long whole(ValueOperator operator, long left, long right) {
        try {
            return switch (operator) {
                case ADD -> Math.addExact(left, right);
                case SUBTRACT -> Math.subtractExact(left, right);
                default -> Math.multiplyExact(left, right);
            };
        } catch (ArithmeticException overflow) {
            throw new ShardException(ErrorCode.VALUE_OVERFLOW, "BIGINT value is out of range", overflow);
        }
    }

    private static BigDecimal decimal(ValueOperator operator, BigDecimal left, BigDecimal right) {
        BigDecimal value = switch (operator) {
            case ADD -> left.add(right);
            case SUBTRACT -> left.subtract(right);
            default -> left.multiply(right);
        };
        if (value.precision() > DIGITS_MAX) {
            throw new ShardException(ErrorCode.VALUE_OVERFLOW, "DECIMAL value is out of range");
        }
        return isBareZero(operator, left, right, value) ? BigDecimal.ZERO : value;
    }

    /** A zero that comes of different signs has no digits any more, which counts where it is divided. */
    private static boolean isBareZero(ValueOperator operator, BigDecimal left, BigDecimal right, BigDecimal value) {
        boolean differ = operator == ValueOperator.MULTIPLY
                ? left.signum() < 0 != right.signum() < 0
                : left.signum() != 0 && right.signum() != 0;
        return value.signum() == 0 && differ;
    }

    private static BigDecimal number(Object value) {
        return value instanceof Long whole ? BigDecimal.valueOf(whole) : (BigDecimal) value;
    }

    private static Optional<Scalar> divided(List<ValueType> operands) {
        int increment = operands.get(2).scale();
        int scale = Math.min(operands.get(0).scale() + increment, SCALE_MAX);
        return Optional.of(new Scalar(
                new ValueType(Kind.NUMERIC, scale),
                values -> quotient(number(values.get(0)), number(values.get(1)), increment, scale)));
    }

    /** Every quotient is rounded, within an expression too; NULL of 0. */
    private static @Nullable BigDecimal quotient(BigDecimal left, BigDecimal right, int increment, int scale) {
        return MySqlDivision.quotient(left, right, increment)
                .map(value -> value.setScale(scale, RoundingMode.HALF_UP))
                .orElse(null);
    }

    private static Optional<Scalar> negated(ValueType type) {
        return type.kind() == Kind.NUMERIC
                ? Optional.of(new Scalar(type, values -> ((BigDecimal) values.get(0)).negate()))
                : Optional.empty();
    }

    /** The last operand tells how many digits the server says are left. */
    private static Optional<Scalar> rounded(List<ValueType> operands) {
        ValueType type = operands.get(operands.size() - 1);
        boolean known = operands.get(0).kind() == Kind.NUMERIC && type.kind() == Kind.NUMERIC;
        return !known
                ? Optional.empty()
                : Optional.of(new Scalar(type, values -> {
                    long digits = values.size() > 1 ? (Long) values.get(1) : 0;
                    int scale = (int) Math.max(-DIGITS_MAX, Math.min(digits, type.scale()));
                    return ((BigDecimal) values.get(0)).setScale(scale, RoundingMode.HALF_UP);
                }));
    }

    @Override
    public boolean stopsAtNull(ValueType type) {
        return !type.isInteger();
    }

    @Override
    public Optional<Order> order(ValueType left, ValueType right) {
        if (isExact(left) && isExact(right)) {
            return Optional.of((one, other) -> number(one).compareTo(number(other)));
        }
        return left.kind() == Kind.DATE && right.kind() == Kind.DATE
                ? Optional.of((one, other) -> one.toString().compareTo(other.toString()))
                : Optional.empty();
    }

    @Override
    public Optional<ValueType> common(List<ValueType> types) {
        List<ValueType> known =
                types.stream().filter(type -> type.kind() != Kind.NULL).toList();
        if (!known.isEmpty() && known.stream().allMatch(MySqlScalars::isExact)) {
            boolean whole = known.stream().allMatch(ValueType::isInteger);
            int scale = known.stream().mapToInt(ValueType::scale).max().orElse(0);
            return Optional.of(whole ? ValueType.of(Kind.INT8) : new ValueType(Kind.NUMERIC, scale));
        }
        List<Kind> kinds = known.stream().map(ValueType::kind).distinct().toList();
        return kinds.size() == 1 && kinds.get(0) != Kind.OTHER && kinds.get(0) != Kind.FLOAT8
                ? Optional.of(known.get(0))
                : Optional.empty();
    }

    /** Only of values with the same digits: what others show depends on the server's plan. */
    @Override
    public Optional<ValueType> ofCase(List<ValueType> types) {
        long different = types.stream()
                .filter(type -> type.kind() != Kind.NULL)
                .map(type -> type.isInteger() ? ValueType.of(Kind.INT8) : type)
                .distinct()
                .count();
        return different == 1 ? common(types) : Optional.empty();
    }

    @Override
    public ValueType ofNullIf(ValueType value, ValueType other) {
        return value;
    }

    /** A value keeps its own digits, which a quotient of it has to go by; what is shown has those of the type. */
    @Override
    public Object convert(Object value, ValueType from, ValueType to) {
        return to.kind() == Kind.NUMERIC ? number(value) : value;
    }

    @Override
    public Optional<Scalar> cast(ValueType operand, Cast cast) {
        return Optional.empty();
    }

    @Override
    public ValueType truth() {
        return ValueType.of(Kind.INT8);
    }

    @Override
    public Object truth(boolean value) {
        return value ? 1L : 0L;
    }

    @Override
    public boolean isCondition(ValueType type) {
        return type.isInteger();
    }

    @Override
    public boolean isTrue(Object value) {
        return (Long) value != 0;
    }

    @Override
    public boolean fits(ValueType computed, ValueType described) {
        return computed.isInteger() && described.isInteger()
                || (computed.equals(described) && computed.kind() != Kind.OTHER);
    }
}
