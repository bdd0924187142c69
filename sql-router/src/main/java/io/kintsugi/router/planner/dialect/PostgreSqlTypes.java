package io.kintsugi.router.planner.dialect;

import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.schema.ColumnType;
import io.kintsugi.router.schema.TypeClass;
import io.kintsugi.router.syntax.Literal;
import io.kintsugi.router.syntax.LiteralKind;
import io.kintsugi.router.syntax.Operators;
import io.kintsugi.router.syntax.TypeName;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Types of PostgreSQL's expressions. */
final class PostgreSqlTypes implements TypeRules {
    private static final Set<TypeClass> NUMBERS =
            EnumSet.of(TypeClass.INT2, TypeClass.INT4, TypeClass.INT8, TypeClass.NUMERIC);
    private static final Set<TypeClass> FLOATS = EnumSet.of(TypeClass.FLOAT4, TypeClass.FLOAT8);
    private static final Set<TypeClass> TEXTS = EnumSet.of(TypeClass.TEXT, TypeClass.VARCHAR);
    private static final Set<String> ARITHMETIC = Set.of("+", "-", "*", "/", "%");
    private static final Set<String> COMPARISONS = Set.of(
            Operators.EQUALS,
            Operators.NOT_EQUALS,
            "<",
            ">",
            "<=",
            ">=",
            Operators.AND,
            Operators.OR,
            Operators.NOT,
            Operators.IS_NULL,
            Operators.IS_NOT_NULL,
            Operators.IN,
            Operators.NOT_IN,
            Operators.BETWEEN,
            Operators.LIKE,
            Operators.NOT_LIKE);
    private static final Set<String> BYTE_COLLATIONS = Set.of("C", "POSIX", "ucs_basic");

    @Override
    public Optional<ColumnType> literal(Literal literal, LexedSql sql) {
        if (literal.type().isPresent()) {
            return PostgreSqlTypeNames.any(literal.type().get().text()).map(PostgreSqlTypes::plain);
        }
        if (literal.kind() == LiteralKind.NUMBER) {
            String digits = sql.text(literal.token());
            boolean whole = digits.chars().allMatch(c -> c >= '0' && c <= '9') && digits.length() < 10;
            return Optional.of(plain(whole ? TypeClass.INT4 : TypeClass.NUMERIC));
        }
        boolean truth = literal.kind() == LiteralKind.TRUE || literal.kind() == LiteralKind.FALSE;
        return truth ? Optional.of(plain(TypeClass.BOOLEAN)) : Optional.empty();
    }

    /** Text of an unknown collation: the database's own, which is deterministic but orders in its own way. */
    private static ColumnType plain(TypeClass type) {
        return new ColumnType(type.name(), type, true, !TEXTS.contains(type));
    }

    /** A cast to text keeps the collation of what is cast, so it may still hold different bytes for equal. */
    @Override
    public Optional<ColumnType> cast(TypeName type, boolean bytesTellApart) {
        return PostgreSqlTypeNames.any(type.text()).map(typeClass -> {
            ColumnType plain = plain(typeClass);
            return TEXTS.contains(typeClass) && !bytesTellApart
                    ? new ColumnType(plain.name(), typeClass, false, false)
                    : plain;
        });
    }

    @Override
    public Optional<ColumnType> collated(ColumnType operand, String collation) {
        boolean bytes = BYTE_COLLATIONS.contains(collation);
        return bytes && TEXTS.contains(operand.typeClass())
                ? Optional.of(new ColumnType(operand.name(), operand.typeClass(), true, true))
                : Optional.empty();
    }

    @Override
    public Optional<ColumnType> operation(String operator, List<Optional<ColumnType>> operands) {
        if (COMPARISONS.contains(operator)) {
            return Optional.of(plain(TypeClass.BOOLEAN));
        }
        if (operands.size() != 2 || !ARITHMETIC.contains(operator)) {
            return Optional.empty();
        }
        Optional<TypeClass> left = operands.get(0).map(ColumnType::typeClass);
        Optional<TypeClass> right = operands.get(1).map(ColumnType::typeClass);
        if (left.isEmpty() || right.isEmpty() || !NUMBERS.contains(left.get()) || !NUMBERS.contains(right.get())) {
            return Optional.empty();
        }
        return Optional.of(plain(left.get().compareTo(right.get()) > 0 ? left.get() : right.get()));
    }

    /** Numbers become the widest of them; text of several collations is left alone. */
    @Override
    public Optional<ColumnType> common(List<ColumnType> types) {
        List<TypeClass> classes =
                types.stream().map(ColumnType::typeClass).distinct().toList();
        if (NUMBERS.containsAll(classes) || (classes.size() == 1 && FLOATS.containsAll(classes))) {
            return classes.stream().max(TypeClass::compareTo).map(PostgreSqlTypes::plain);
        }
        return types.stream().distinct().count() == 1 ? Optional.of(types.get(0)) : Optional.empty();
    }

    @Override
    public Optional<ColumnType> function(String name, Optional<ColumnType> first) {
        return switch (name) {
            case "count" -> Optional.of(plain(TypeClass.INT8));
            case "sum" -> first.flatMap(PostgreSqlTypes::sum);
            case "avg" -> first.flatMap(PostgreSqlTypes::average);
            case "bool_and", "bool_or", "every" -> Optional.of(plain(TypeClass.BOOLEAN));
            case "bit_and", "bit_or" -> first.filter(type -> NUMBERS.contains(type.typeClass()));
            case "min", "max" -> first;
            case "lower", "upper" -> first.filter(type -> TEXTS.contains(type.typeClass()));
            case "length" ->
                first.filter(type -> TEXTS.contains(type.typeClass())).map(type -> plain(TypeClass.INT4));
            case "abs" -> first.filter(type -> NUMBERS.contains(type.typeClass()));
            default -> Optional.empty();
        };
    }

    @Override
    public boolean addsUp(ColumnType type) {
        return NUMBERS.contains(type.typeClass()) || FLOATS.contains(type.typeClass());
    }

    @Override
    public boolean isInteger(ColumnType type) {
        return NUMBERS.contains(type.typeClass()) && type.typeClass() != TypeClass.NUMERIC;
    }

    private static Optional<ColumnType> sum(ColumnType type) {
        return switch (type.typeClass()) {
            case INT2, INT4 -> Optional.of(plain(TypeClass.INT8));
            case INT8, NUMERIC -> Optional.of(plain(TypeClass.NUMERIC));
            case FLOAT4, FLOAT8 -> Optional.of(plain(type.typeClass()));
            default -> Optional.empty();
        };
    }

    private static Optional<ColumnType> average(ColumnType type) {
        return sum(type).map(sum -> plain(FLOATS.contains(sum.typeClass()) ? TypeClass.FLOAT8 : TypeClass.NUMERIC));
    }
}
