package io.kintsugi.router.planner.dialect;

import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.schema.ColumnType;
import io.kintsugi.router.schema.MySqlType;
import io.kintsugi.router.schema.MySqlTypes;
import io.kintsugi.router.schema.TypeClass;
import io.kintsugi.router.syntax.Literal;
import io.kintsugi.router.syntax.Operators;
import io.kintsugi.router.syntax.TypeName;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Types of MySQL's expressions, as far as merging needs them: exact numbers, dates, text that keeps its collation. */
final class MySqlTypeRules implements TypeRules {
    private static final Set<TypeClass> INTEGERS = EnumSet.of(TypeClass.INT2, TypeClass.INT4, TypeClass.INT8);
    private static final Set<String> TRUTHS = Set.of(
            Operators.EQUALS,
            Operators.NULL_SAFE_EQUALS,
            Operators.NOT_EQUALS,
            "<",
            ">",
            "<=",
            ">=",
            Operators.AND,
            Operators.OR,
            Operators.XOR,
            Operators.NOT,
            Operators.IS_NULL,
            Operators.IS_NOT_NULL,
            Operators.IS_TRUE,
            Operators.IS_NOT_TRUE,
            Operators.IS_FALSE,
            Operators.IS_NOT_FALSE,
            Operators.IN,
            Operators.NOT_IN,
            Operators.BETWEEN,
            Operators.NOT_BETWEEN,
            Operators.LIKE,
            Operators.NOT_LIKE,
            Operators.REGEXP,
            Operators.NOT_REGEXP);
    private static final Set<String> ARITHMETIC = Set.of("+", "-", "*", "/", "%", Operators.MOD, Operators.DIV);
    private static final Set<String> PARTS_OF_DATES = Set.of(
            "quarter",
            "month",
            "week",
            "weekofyear",
            "yearweek",
            "day",
            "dayofmonth",
            "dayofweek",
            "dayofyear",
            "weekday",
            "hour",
            "minute",
            "second",
            "microsecond",
            "to_days",
            "datediff",
            "length",
            "octet_length",
            "bit_length",
            "char_length",
            "character_length",
            "locate",
            "instr",
            "sign",
            "isnull");

    private static ColumnType type(String name) {
        return MySqlTypes.of(name, Optional.empty());
    }

    @Override
    public Optional<ColumnType> literal(Literal literal, LexedSql sql) {
        if (literal.type().isPresent()) {
            return switch (literal.type().get().text().toLowerCase(Locale.ROOT)) {
                case "date" -> Optional.of(type("date"));
                case "timestamp" -> Optional.of(type("datetime(6)"));
                default -> Optional.empty();
            };
        }
        return switch (literal.kind()) {
            case NUMBER -> Optional.of(type(number(sql.text(literal.token()))));
            case TRUE, FALSE -> Optional.of(type("int"));
            case STRING, BIT_STRING, NULL, WORD -> Optional.empty();
        };
    }

    private static String number(String digits) {
        boolean floating = digits.indexOf('e') >= 0 || digits.indexOf('E') >= 0;
        boolean whole = digits.chars().allMatch(c -> c >= '0' && c <= '9') && digits.length() < 19;
        return floating ? "double" : whole ? "bigint" : "decimal(65,30)";
    }

    @Override
    public Optional<ColumnType> cast(TypeName type, boolean bytesTellApart) {
        String written = type.text().toLowerCase(Locale.ROOT);
        String word = written.split("[ (]", 2)[0];
        return switch (word) {
            case "signed" -> Optional.of(type("bigint"));
            case "unsigned" -> Optional.of(type("bigint unsigned"));
            case "decimal", "dec", "numeric", "date", "datetime", "float", "double", "binary" ->
                Optional.of(type(written));
            default -> Optional.empty();
        };
    }

    /** What the collation does is told by its name alone. */
    @Override
    public Optional<ColumnType> collated(ColumnType operand, String collation) {
        return operand.mySql()
                .filter(type -> type.collation().isPresent())
                .map(type -> new ColumnType(
                        operand.name(),
                        operand.typeClass(),
                        false,
                        false,
                        Optional.of(new MySqlType(
                                type.base(),
                                false,
                                type.length(),
                                0,
                                Optional.of(collation.toLowerCase(Locale.ROOT))))));
    }

    @Override
    public Optional<ColumnType> operation(String operator, List<Optional<ColumnType>> operands) {
        if (TRUTHS.contains(operator)) {
            return Optional.of(type("int"));
        }
        if (!ARITHMETIC.contains(operator) || operands.size() != 2) {
            return operator.equals(Operators.NEGATE)
                    ? operands.get(0).flatMap(MySqlTypeRules::negated)
                    : Optional.empty();
        }
        Optional<ColumnType> left = operands.get(0).filter(MySqlTypeRules::isNumber);
        Optional<ColumnType> right = operands.get(1).filter(MySqlTypeRules::isNumber);
        if (left.isEmpty() || right.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                type(arithmetic(operator, left.get().typeClass(), right.get().typeClass())));
    }

    private static Optional<ColumnType> negated(ColumnType type) {
        return isNumber(type) ? Optional.of(type(arithmetic("-", type.typeClass(), TypeClass.INT8))) : Optional.empty();
    }

    /** Integers with a sign or without: compared as numbers of any size, both are right. */
    private static String arithmetic(String operator, TypeClass left, TypeClass right) {
        if (isFloat(left) || isFloat(right)) {
            return operator.equals(Operators.DIV) ? "bigint unsigned" : "double";
        }
        boolean whole = INTEGERS.contains(left) && INTEGERS.contains(right) && !operator.equals("/");
        return whole || operator.equals(Operators.DIV) ? "bigint unsigned" : "decimal(65,30)";
    }

    private static boolean isFloat(TypeClass type) {
        return type == TypeClass.FLOAT4 || type == TypeClass.FLOAT8;
    }

    private static boolean isNumber(ColumnType type) {
        return isExact(type) || isFloat(type.typeClass());
    }

    private static boolean isExact(ColumnType type) {
        return INTEGERS.contains(type.typeClass()) || type.typeClass() == TypeClass.NUMERIC;
    }

    /** Numbers, compared as numbers of any size; text of several collations is left alone. */
    @Override
    public Optional<ColumnType> common(List<ColumnType> types) {
        if (types.stream().allMatch(MySqlTypeRules::isExact)) {
            boolean whole = types.stream().allMatch(this::isInteger);
            return Optional.of(type(whole ? "bigint unsigned" : "decimal(65,30)"));
        }
        return types.stream().distinct().count() == 1 && !isText(types.get(0))
                ? Optional.of(types.get(0))
                : Optional.empty();
    }

    @Override
    public Optional<ColumnType> function(String name, Optional<ColumnType> first) {
        if (PARTS_OF_DATES.contains(name)) {
            return Optional.of(type("bigint"));
        }
        return switch (name) {
            case "count" -> Optional.of(type("bigint"));
            case "sum", "avg" ->
                first.filter(MySqlTypeRules::isNumber)
                        .map(argument -> type(isExact(argument) ? "decimal(65,30)" : "double"));
            case "min", "max", "any_value" -> first;
            case "abs" -> first.filter(MySqlTypeRules::isExact).map(argument -> type("decimal(65,30)"));
            case "lower", "upper", "lcase", "ucase" -> first.filter(MySqlTypeRules::isText);
            // The native driver shows it as a date.
            case "year" -> Optional.of(type("year"));
            case "date", "last_day" -> first.filter(MySqlTypeRules::isDay).map(argument -> type("date"));
            default -> Optional.empty();
        };
    }

    private static boolean isText(ColumnType type) {
        return type.mySql().flatMap(MySqlType::collation).isPresent();
    }

    private static boolean isDay(ColumnType type) {
        return switch (type.typeClass()) {
            case DATE, TIMESTAMP, TIMESTAMP_TZ -> true;
            default -> false;
        };
    }

    @Override
    public boolean addsUp(ColumnType type) {
        return isExact(type);
    }

    @Override
    public boolean isInteger(ColumnType type) {
        return INTEGERS.contains(type.typeClass());
    }
}
