package io.kintsugi.router.planner.dialect;

import io.kintsugi.router.plan.ValueExpression.Cast;
import io.kintsugi.router.plan.ValueOperator;
import io.kintsugi.router.schema.ColumnType;
import io.kintsugi.router.schema.TypeClass;
import io.kintsugi.router.syntax.TypeName;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Expressions over aggregates in PostgreSQL. */
final class PostgreSqlGroupValues implements GroupValues {
    private static final Set<ValueKind> NUMBERS =
            EnumSet.of(ValueKind.INTEGER, ValueKind.NUMERIC, ValueKind.FLOAT, ValueKind.PARAMETER);
    private static final Set<ValueKind> EXACT = EnumSet.of(ValueKind.INTEGER, ValueKind.NUMERIC, ValueKind.NULL);
    private static final Set<String> AGGREGATES =
            Set.of("count", "sum", "avg", "min", "max", "bool_and", "bool_or", "every", "bit_and", "bit_or");

    @Override
    public Optional<ValueKind> kind(ColumnType type) {
        return switch (type.typeClass()) {
            case INT2, INT4, INT8 -> Optional.of(ValueKind.INTEGER);
            case NUMERIC -> Optional.of(ValueKind.NUMERIC);
            case FLOAT8 -> Optional.of(ValueKind.FLOAT);
            case BOOLEAN -> Optional.of(ValueKind.BOOLEAN);
            case TEXT, VARCHAR -> Optional.of(ValueKind.TEXT);
            case DATE -> Optional.of(ValueKind.DATE);
            case TIMESTAMP -> Optional.of(ValueKind.TIMESTAMP);
            case TIMESTAMP_TZ -> Optional.of(ValueKind.TIMESTAMP_TZ);
            default -> Optional.empty();
        };
    }

    @Override
    public Optional<ValueKind> operation(ValueOperator operator, List<ValueKind> operands) {
        return switch (operator) {
            case ADD, SUBTRACT, MULTIPLY, DIVIDE -> arithmetic(operands.get(0), operands.get(1));
            case NEGATE, ABS ->
                Optional.of(operands.get(0)).filter(kind -> NUMBERS.contains(kind) && kind != ValueKind.PARAMETER);
            case EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
                isComparable(operands.get(0), operands.get(1)) ? Optional.of(ValueKind.BOOLEAN) : Optional.empty();
            case AND, OR, NOT -> truth(operands);
            case IS_NULL, IS_NOT_NULL -> Optional.of(ValueKind.BOOLEAN);
            case COALESCE -> common(operands);
            case NULLIF ->
                isComparable(operands.get(0), operands.get(1))
                        ? common(operands).flatMap(PostgreSqlGroupValues::known)
                        : Optional.empty();
            case CASE -> MergedCase.kind(operands, this::truth, this::common);
            case ROUND -> rounded(operands);
        };
    }

    private static Optional<ValueKind> known(ValueKind kind) {
        return Optional.of(kind).filter(known -> known != ValueKind.NULL && known != ValueKind.PARAMETER);
    }

    private static Optional<ValueKind> arithmetic(ValueKind left, ValueKind right) {
        if (!NUMBERS.contains(left) || !NUMBERS.contains(right)) {
            return Optional.empty();
        }
        if (left == ValueKind.PARAMETER || right == ValueKind.PARAMETER) {
            return Optional.of(ValueKind.PARAMETER);
        }
        return Optional.of(left.compareTo(right) > 0 ? left : right);
    }

    private static boolean isComparable(ValueKind left, ValueKind right) {
        if (NUMBERS.contains(left) && NUMBERS.contains(right)) {
            return true;
        }
        return left == right && left != ValueKind.TEXT && left != ValueKind.NULL;
    }

    private Optional<ValueKind> truth(List<ValueKind> operands) {
        return operands.stream().allMatch(kind -> kind == ValueKind.BOOLEAN || kind == ValueKind.NULL)
                ? Optional.of(ValueKind.BOOLEAN)
                : Optional.empty();
    }

    private Optional<ValueKind> common(List<ValueKind> kinds) {
        List<ValueKind> known =
                kinds.stream().filter(kind -> kind != ValueKind.NULL).distinct().toList();
        if (known.size() == 1) {
            return known(known.get(0));
        }
        return !known.isEmpty() && NUMBERS.containsAll(known)
                ? Optional.of(
                        known.contains(ValueKind.PARAMETER)
                                ? ValueKind.PARAMETER
                                : known.stream().max(ValueKind::compareTo).orElseThrow())
                : Optional.empty();
    }

    /** With one operand an integer becomes a double precision; with two, no double precision is taken. */
    private static Optional<ValueKind> rounded(List<ValueKind> operands) {
        boolean exact = operands.size() == 1
                ? operands.get(0) == ValueKind.NUMERIC
                : EXACT.contains(operands.get(0)) && operands.get(1) == ValueKind.INTEGER;
        return exact ? Optional.of(ValueKind.NUMERIC) : Optional.empty();
    }

    @Override
    public Optional<Cast.Target> cast(TypeName type) {
        TypeClass typeClass = PostgreSqlTypeNames.any(type.text()).orElse(TypeClass.OTHER);
        return switch (typeClass) {
            case INT2 -> Optional.of(Cast.Target.INT2);
            case INT4 -> Optional.of(Cast.Target.INT4);
            case INT8 -> Optional.of(Cast.Target.INT8);
            case NUMERIC -> Optional.of(Cast.Target.NUMERIC);
            // float(10) is a real.
            case FLOAT8 -> type.text().contains("(") ? Optional.empty() : Optional.of(Cast.Target.FLOAT8);
            default -> Optional.empty();
        };
    }

    @Override
    public Set<String> aggregates() {
        return AGGREGATES;
    }

    @Override
    public boolean shardsMayFail() {
        return true;
    }

    @Override
    public Optional<String> quotient() {
        return Optional.empty();
    }

    @Override
    public boolean seesNamesOfSelectList() {
        return false;
    }
}
