package io.kintsugi.router.planner.dialect;

import io.kintsugi.router.plan.ValueExpression.Cast;
import io.kintsugi.router.plan.ValueOperator;
import io.kintsugi.router.schema.ColumnType;
import io.kintsugi.router.schema.MySqlType;
import io.kintsugi.router.syntax.TypeName;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Expressions over aggregates in MySQL: of signed integers and decimals. An average inside an expression has more
 * digits than it shows, or not, as the server's plan has it; so none is computed with.
 */
final class MySqlGroupValues implements GroupValues {
    private static final Set<ValueKind> NUMBERS = EnumSet.of(ValueKind.INTEGER, ValueKind.NUMERIC, ValueKind.PARAMETER);
    private static final Set<String> AGGREGATES = Set.of("count", "sum", "min", "max");

    @Override
    public Optional<ValueKind> kind(ColumnType type) {
        boolean unsigned = type.mySql().filter(MySqlType::unsigned).isPresent();
        return switch (type.typeClass()) {
            case INT2, INT4, INT8 -> unsigned ? Optional.empty() : Optional.of(ValueKind.INTEGER);
            case NUMERIC -> unsigned ? Optional.empty() : Optional.of(ValueKind.NUMERIC);
            case TEXT, VARCHAR, CHAR -> Optional.of(ValueKind.TEXT);
            case DATE -> Optional.of(ValueKind.DATE);
            default -> Optional.empty();
        };
    }

    @Override
    public Optional<ValueKind> operation(ValueOperator operator, List<ValueKind> operands) {
        return switch (operator) {
            case ADD, SUBTRACT, MULTIPLY -> arithmetic(operands.get(0), operands.get(1));
            case DIVIDE ->
                arithmetic(operands.get(0), operands.get(1))
                        .map(kind -> kind == ValueKind.INTEGER ? ValueKind.NUMERIC : kind);
            case NEGATE -> Optional.of(operands.get(0)).filter(kind -> kind == ValueKind.NUMERIC);
            case EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
                isComparable(operands.get(0), operands.get(1)) ? Optional.of(ValueKind.INTEGER) : Optional.empty();
            case AND, OR, NOT -> truth(operands);
            case IS_NULL, IS_NOT_NULL -> Optional.of(ValueKind.INTEGER);
            case COALESCE -> common(operands);
            case NULLIF ->
                isComparable(operands.get(0), operands.get(1))
                        ? Optional.of(operands.get(0)).filter(kind -> kind == ValueKind.NUMERIC)
                        : Optional.empty();
            case CASE -> MergedCase.kind(operands, this::truth, MySqlGroupValues::alike);
            case ROUND -> operands.get(0) == ValueKind.NUMERIC ? Optional.of(ValueKind.NUMERIC) : Optional.empty();
            case ABS -> Optional.empty();
        };
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
        return (NUMBERS.contains(left) && NUMBERS.contains(right)) || (left == right && left == ValueKind.DATE);
    }

    private Optional<ValueKind> truth(List<ValueKind> operands) {
        return operands.stream().allMatch(kind -> kind == ValueKind.INTEGER || kind == ValueKind.NULL)
                ? Optional.of(ValueKind.INTEGER)
                : Optional.empty();
    }

    /** A CASE of integers and decimals shows as many digits as its value has, or as its type, as the plan has it. */
    private static Optional<ValueKind> alike(List<ValueKind> kinds) {
        List<ValueKind> known =
                kinds.stream().filter(kind -> kind != ValueKind.NULL).distinct().toList();
        return known.size() == 1
                ? Optional.of(known.get(0)).filter(kind -> kind != ValueKind.PARAMETER)
                : Optional.empty();
    }

    private Optional<ValueKind> common(List<ValueKind> kinds) {
        List<ValueKind> known =
                kinds.stream().filter(kind -> kind != ValueKind.NULL).distinct().toList();
        if (known.size() == 1) {
            return Optional.of(known.get(0)).filter(kind -> kind != ValueKind.PARAMETER);
        }
        return known.size() == 2 && known.contains(ValueKind.INTEGER) && known.contains(ValueKind.NUMERIC)
                ? Optional.of(ValueKind.NUMERIC)
                : Optional.empty();
    }

    @Override
    public Optional<Cast.Target> cast(TypeName type) {
        return Optional.empty();
    }

    @Override
    public Set<String> aggregates() {
        return AGGREGATES;
    }

    @Override
    public boolean shardsMayFail() {
        return false;
    }

    @Override
    public Optional<String> quotient() {
        return Optional.of("(1/1)");
    }

    @Override
    public boolean seesNamesOfSelectList() {
        return true;
    }
}
