package io.kintsugi.engine.postgresql;

import io.kintsugi.engine.merge.ScalarRules;
import io.kintsugi.engine.merge.ValueType;
import io.kintsugi.engine.merge.ValueType.Kind;
import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.router.plan.Comparison;
import io.kintsugi.router.plan.ValueExpression.Cast;
import io.kintsugi.router.plan.ValueOperator;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Computes with single values as PostgreSQL does. */
final class PostgreSqlScalars implements ScalarRules {
    @Override
    public Object parse(ValueType type, String text) {
        return switch (type.kind()) {
            case INT2, INT4, INT8 -> Long.valueOf(text);
            case NUMERIC -> PostgreSqlNumeric.parse(text);
            case FLOAT8 -> Double.valueOf(text);
            case BOOLEAN -> text.startsWith("t");
            case TEXT, DATE, TIMESTAMP, TIMESTAMP_TZ, NULL, OTHER -> text;
        };
    }

    @Override
    public String print(ValueType type, Object value) {
        if (value instanceof Boolean truth) {
            return truth ? "t" : "f";
        }
        return value instanceof Double number ? FloatText.of(number) : value.toString();
    }

    @Override
    public Optional<Scalar> arithmetic(ValueOperator operator, List<ValueType> operands) {
        if (!operands.stream().allMatch(ValueType::isNumber)) {
            return Optional.empty();
        }
        return switch (operator) {
            case NEGATE -> Optional.of(negate(operands.get(0)));
            case ABS -> Optional.of(absolute(operands.get(0)));
            case ROUND -> round(operands);
            default -> Optional.of(binary(operator, operands.get(0), operands.get(1)));
        };
    }

    @Override
    public int operands(ValueOperator operator, int count) {
        return count;
    }

    private static ValueType wider(ValueType left, ValueType right) {
        return left.kind().compareTo(right.kind()) >= 0 ? left : right;
    }

    private Scalar binary(ValueOperator operator, ValueType left, ValueType right) {
        ValueType type = wider(left, right);
        return new Scalar(type, operands -> {
            Object one = convert(operands.get(0), left, type);
            Object other = convert(operands.get(1), right, type);
            return switch (type.kind()) {
                case INT2, INT4, INT8 -> whole(operator, type.kind(), (Long) one, (Long) other);
                case NUMERIC -> numeric(operator, (PostgreSqlNumeric) one, (PostgreSqlNumeric) other);
                default -> floating(operator, (Double) one, (Double) other);
            };
        });
    }

    private static Long whole(ValueOperator operator, Kind kind, long left, long right) {
        try {
            return inRange(
                    kind,
                    switch (operator) {
                        case ADD -> Math.addExact(left, right);
                        case SUBTRACT -> Math.subtractExact(left, right);
                        case MULTIPLY -> Math.multiplyExact(left, right);
                        default -> quotient(left, right);
                    });
        } catch (ArithmeticException overflow) {
            throw outOfRange(kind, overflow);
        }
    }

    private static long quotient(long left, long right) {
        if (right == 0) {
            throw divisionByZero();
        }
        return right == -1 ? Math.negateExact(left) : left / right;
    }

    private static Long inRange(Kind kind, long value) {
        boolean fits = switch (kind) {
            case INT2 -> value == (short) value;
            case INT4 -> value == (int) value;
            default -> true;
        };
        if (!fits) {
            throw outOfRange(kind, null);
        }
        return value;
    }

    private static ShardException outOfRange(Kind kind, @Nullable Throwable cause) {
        String type = switch (kind) {
            case INT2 -> "smallint";
            case INT4 -> "integer";
            case INT8 -> "bigint";
            default -> "numeric";
        };
        return new ShardException(ErrorCode.VALUE_OVERFLOW, type + " out of range", cause);
    }

    private static ShardException divisionByZero() {
        return new ShardException(ErrorCode.DIVISION_BY_ZERO, "division by zero");
    }

    private static PostgreSqlNumeric numeric(ValueOperator operator, PostgreSqlNumeric left, PostgreSqlNumeric right) {
        return switch (operator) {
            case ADD -> left.plus(right);
            case SUBTRACT -> left.plus(right.negated());
            case MULTIPLY -> left.times(right);
            default -> {
                if (right.isZero() && !left.isNaN()) {
                    throw divisionByZero();
                }
                yield left.dividedBy(right);
            }
        };
    }

    private static Double floating(ValueOperator operator, double left, double right) {
        double value = switch (operator) {
            case ADD -> left + right;
            case SUBTRACT -> left - right;
            case MULTIPLY -> left * right;
            default -> {
                if (right == 0 && !Double.isNaN(left)) {
                    throw divisionByZero();
                }
                yield left / right;
            }
        };
        boolean overflow = Double.isInfinite(value) && !Double.isInfinite(left) && !Double.isInfinite(right);
        boolean vanishes = operator == ValueOperator.MULTIPLY && left != 0 && right != 0;
        boolean underflow = value == 0
                && (vanishes || (operator == ValueOperator.DIVIDE && left != 0 && !Double.isInfinite(right)));
        if (overflow || underflow) {
            throw new ShardException(
                    ErrorCode.VALUE_OVERFLOW, "value out of range: " + (overflow ? "overflow" : "underflow"));
        }
        return value;
    }

    private static Scalar negate(ValueType type) {
        return new Scalar(type, operands -> switch (type.kind()) {
            case INT2, INT4, INT8 -> whole(ValueOperator.SUBTRACT, type.kind(), 0, (Long) operands.get(0));
            case NUMERIC -> ((PostgreSqlNumeric) operands.get(0)).negated();
            default -> -(Double) operands.get(0);
        });
    }

    private static Scalar absolute(ValueType type) {
        return new Scalar(type, operands -> switch (type.kind()) {
            case INT2, INT4, INT8 -> {
                long value = (Long) operands.get(0);
                yield value < 0 ? whole(ValueOperator.SUBTRACT, type.kind(), 0, value) : (Long) value;
            }
            case NUMERIC -> ((PostgreSqlNumeric) operands.get(0)).absolute();
            default -> Math.abs((Double) operands.get(0));
        });
    }

    /** {@code round(numeric)} and {@code round(numeric, integer)}; a double precision alone is rounded another way. */
    private Optional<Scalar> round(List<ValueType> operands) {
        ValueType number = operands.get(0);
        boolean digits = operands.size() == 2;
        boolean known = digits
                ? number.kind() != Kind.FLOAT8 && operands.get(1).kind().compareTo(Kind.INT4) <= 0
                : number.kind() == Kind.NUMERIC;
        ValueType type = ValueType.of(Kind.NUMERIC);
        return !known
                ? Optional.empty()
                : Optional.of(new Scalar(
                        type,
                        values -> ((PostgreSqlNumeric) convert(values.get(0), number, type))
                                .rounded(digits ? (Long) values.get(1) : 0)));
    }

    @Override
    public boolean stopsAtNull(ValueType type) {
        return false;
    }

    @Override
    public Optional<Order> order(ValueType left, ValueType right) {
        if (left.isNumber() && right.isNumber()) {
            ValueType type = wider(left, right);
            return Optional.of((one, other) -> compare(convert(one, left, type), convert(other, right, type)));
        }
        Optional<Comparison> comparison = left.equals(right) ? comparison(left.kind()) : Optional.empty();
        return comparison.map(known -> (one, other) ->
                PostgreSqlKeys.of(known, print(left, one)).compareTo(PostgreSqlKeys.of(known, print(right, other))));
    }

    @SuppressWarnings("unchecked")
    private static int compare(Object one, Object other) {
        if (one instanceof Double left && other instanceof Double right) {
            return Double.compare(left + 0.0d, right + 0.0d);
        }
        return ((Comparable<Object>) one).compareTo(other);
    }

    private static Optional<Comparison> comparison(Kind kind) {
        return switch (kind) {
            case BOOLEAN -> Optional.of(Comparison.BOOLEAN);
            case DATE -> Optional.of(Comparison.DATE);
            case TIMESTAMP -> Optional.of(Comparison.TIMESTAMP);
            case TIMESTAMP_TZ -> Optional.of(Comparison.TIMESTAMP_TZ);
            default -> Optional.empty();
        };
    }

    @Override
    public Optional<ValueType> common(List<ValueType> types) {
        List<ValueType> known = types.stream()
                .filter(type -> type.kind() != Kind.NULL)
                .distinct()
                .toList();
        if (known.size() == 1) {
            return known.get(0).kind() == Kind.OTHER ? Optional.empty() : Optional.of(known.get(0));
        }
        return !known.isEmpty() && known.stream().allMatch(ValueType::isNumber)
                ? known.stream().reduce(PostgreSqlScalars::wider)
                : Optional.empty();
    }

    @Override
    public Optional<ValueType> ofCase(List<ValueType> types) {
        return common(types);
    }

    /** That in which the values are compared: integers of all sizes are compared as they are. */
    @Override
    public ValueType ofNullIf(ValueType value, ValueType other) {
        return !value.isNumber() || (value.isInteger() && other.isInteger()) ? value : wider(value, other);
    }

    @Override
    public Object convert(Object value, ValueType from, ValueType to) {
        if (from.kind() == to.kind() || (from.isInteger() && to.isInteger())) {
            return value;
        }
        if (to.kind() == Kind.NUMERIC) {
            return PostgreSqlNumeric.of((Long) value);
        }
        return value instanceof Long whole ? (Object) (double) whole : Double.valueOf(value.toString());
    }

    @Override
    public Optional<Scalar> cast(ValueType operand, Cast cast) {
        if (!operand.isNumber()) {
            return Optional.empty();
        }
        return switch (cast.target()) {
            case INT2 -> toWhole(operand, Kind.INT2);
            case INT4 -> toWhole(operand, Kind.INT4);
            case INT8 -> toWhole(operand, Kind.INT8);
            case NUMERIC -> operand.kind() == Kind.FLOAT8 ? Optional.empty() : Optional.of(toNumeric(operand, cast));
            case FLOAT8 -> {
                ValueType type = ValueType.of(Kind.FLOAT8);
                yield Optional.of(new Scalar(type, values -> convert(values.get(0), operand, type)));
            }
        };
    }

    private Optional<Scalar> toWhole(ValueType operand, Kind kind) {
        if (operand.kind() == Kind.FLOAT8) {
            return Optional.empty();
        }
        return Optional.of(new Scalar(ValueType.of(kind), values -> {
            if (values.get(0) instanceof Long whole) {
                return inRange(kind, whole);
            }
            BigDecimal rounded =
                    ((PostgreSqlNumeric) values.get(0)).rounded(0).finite().orElseThrow(() -> outOfRange(kind, null));
            try {
                return inRange(kind, rounded.longValueExact());
            } catch (ArithmeticException overflow) {
                throw outOfRange(kind, overflow);
            }
        }));
    }

    private Scalar toNumeric(ValueType operand, Cast cast) {
        ValueType type = ValueType.of(Kind.NUMERIC);
        return new Scalar(type, values -> {
            PostgreSqlNumeric value = (PostgreSqlNumeric) convert(values.get(0), operand, type);
            return cast.precision() == 0
                    ? value
                    : value.within(cast.precision(), cast.scale())
                            .orElseThrow(() -> new ShardException(ErrorCode.VALUE_OVERFLOW, "numeric field overflow"));
        });
    }

    @Override
    public ValueType truth() {
        return ValueType.BOOLEAN;
    }

    @Override
    public Object truth(boolean value) {
        return value;
    }

    @Override
    public boolean isCondition(ValueType type) {
        return type.kind() == Kind.BOOLEAN;
    }

    @Override
    public boolean isTrue(Object value) {
        return (Boolean) value;
    }

    @Override
    public boolean fits(ValueType computed, ValueType described) {
        return computed.kind() == described.kind() && computed.kind() != Kind.OTHER;
    }
}
