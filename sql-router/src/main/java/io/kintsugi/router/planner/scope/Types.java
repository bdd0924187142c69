package io.kintsugi.router.planner.scope;

import io.kintsugi.router.schema.ColumnType;
import io.kintsugi.router.schema.LogicalSchema;
import io.kintsugi.router.schema.TypeClass;
import io.kintsugi.router.syntax.Cast;
import io.kintsugi.router.syntax.Collation;
import io.kintsugi.router.syntax.ColumnReference;
import io.kintsugi.router.syntax.Expression;
import io.kintsugi.router.syntax.FunctionCall;
import io.kintsugi.router.syntax.Literal;
import io.kintsugi.router.syntax.LiteralKind;
import io.kintsugi.router.syntax.Operation;
import io.kintsugi.router.syntax.Operators;
import io.kintsugi.router.syntax.SubqueryExpression;
import io.kintsugi.router.syntax.SyntaxNode;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The types of the expressions that merging meets most. Empty means unknown: then nothing is merged by it. */
public final class Types {
    private static final Set<TypeClass> INTEGERS = EnumSet.of(TypeClass.INT2, TypeClass.INT4, TypeClass.INT8);
    private static final Set<TypeClass> NUMBERS =
            EnumSet.of(TypeClass.INT2, TypeClass.INT4, TypeClass.INT8, TypeClass.NUMERIC);
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

    private Types() {}

    /** The type of an expression in the scope of a block. */
    public static Optional<ColumnType> of(Expression expression, Block block, LogicalSchema schema) {
        if (expression instanceof ColumnReference reference) {
            return Columns.resolve(reference, block)
                    .flatMap(node -> node.relation().column(node.column()))
                    .flatMap(RelationColumn::type);
        }
        if (expression instanceof Cast cast) {
            return TypeNames.any(cast.type().text()).map(type -> cast(type, cast.operand(), block));
        }
        if (expression instanceof Collation collation) {
            return collated(collation, block, schema);
        }
        if (expression instanceof Literal literal) {
            return literal(literal, block);
        }
        if (expression instanceof Operation operation) {
            return operation(operation, block, schema);
        }
        return expression instanceof FunctionCall call ? function(call, block, schema) : Optional.empty();
    }

    public static boolean isInteger(TypeClass type) {
        return INTEGERS.contains(type);
    }

    /** Whether it is an integer or numeric type: exact to add up. */
    public static boolean isExactNumber(TypeClass type) {
        return NUMBERS.contains(type);
    }

    public static boolean isText(TypeClass type) {
        return TEXTS.contains(type);
    }

    /** Text of an unknown collation: the database's own, which is deterministic but orders in its own way. */
    private static ColumnType plain(TypeClass type) {
        return new ColumnType(type.name(), type, true, !TEXTS.contains(type));
    }

    /** A cast to text keeps the collation of what is cast, so it may still hold different bytes for equal. */
    private static ColumnType cast(TypeClass type, SyntaxNode operand, Block block) {
        ColumnType plain = plain(type);
        return isText(type) && !bytesTellApart(operand, block)
                ? new ColumnType(plain.name(), type, false, false)
                : plain;
    }

    /** Whether nothing in an expression can bring a collation by which different bytes are equal. */
    private static boolean bytesTellApart(SyntaxNode node, Block block) {
        if (node instanceof ColumnReference reference) {
            return Columns.resolve(reference, block)
                    .flatMap(column -> column.relation().column(column.column()))
                    .flatMap(RelationColumn::type)
                    .filter(ColumnType::deterministicCollation)
                    .isPresent();
        }
        if (node instanceof Collation || node instanceof SubqueryExpression) {
            return false;
        }
        return node.children().stream().allMatch(child -> bytesTellApart(child, block));
    }

    private static Optional<ColumnType> collated(Collation collation, Block block, LogicalSchema schema) {
        boolean bytes = BYTE_COLLATIONS.contains(collation.collation().name());
        return of(collation.operand(), block, schema)
                .filter(type -> bytes && isText(type.typeClass()))
                .map(type -> new ColumnType(type.name(), type.typeClass(), true, true));
    }

    private static Optional<ColumnType> literal(Literal literal, Block block) {
        if (literal.type().isPresent()) {
            return TypeNames.any(literal.type().get().text()).map(Types::plain);
        }
        if (literal.kind() == LiteralKind.NUMBER) {
            String digits = block.source().sql().text(literal.token());
            boolean whole = digits.chars().allMatch(c -> c >= '0' && c <= '9') && digits.length() < 10;
            return Optional.of(plain(whole ? TypeClass.INT4 : TypeClass.NUMERIC));
        }
        boolean truth = literal.kind() == LiteralKind.TRUE || literal.kind() == LiteralKind.FALSE;
        return truth ? Optional.of(plain(TypeClass.BOOLEAN)) : Optional.empty();
    }

    private static Optional<ColumnType> operation(Operation operation, Block block, LogicalSchema schema) {
        if (schema.operatorOverloaded(operation.operator())) {
            return Optional.empty();
        }
        if (COMPARISONS.contains(operation.operator())) {
            return Optional.of(plain(TypeClass.BOOLEAN));
        }
        List<Expression> operands = operation.operands();
        if (operands.size() != 2 || !ARITHMETIC.contains(operation.operator())) {
            return Optional.empty();
        }
        Optional<TypeClass> left = of(operands.get(0), block, schema).map(ColumnType::typeClass);
        Optional<TypeClass> right = of(operands.get(1), block, schema).map(ColumnType::typeClass);
        if (left.isEmpty() || right.isEmpty() || !NUMBERS.contains(left.get()) || !NUMBERS.contains(right.get())) {
            return Optional.empty();
        }
        return Optional.of(plain(left.get().compareTo(right.get()) > 0 ? left.get() : right.get()));
    }

    private static Optional<ColumnType> function(FunctionCall call, Block block, LogicalSchema schema) {
        boolean own = schema.function(call.name().name())
                .filter(traits -> traits.userDefined())
                .isPresent();
        if (own) {
            return Optional.empty();
        }
        Optional<ColumnType> first = call.arguments().isEmpty()
                ? Optional.empty()
                : of(call.arguments().get(0), block, schema);
        return switch (call.name().name()) {
            case "count" -> Optional.of(plain(TypeClass.INT8));
            case "sum" -> first.flatMap(Types::sum);
            case "avg" ->
                first.filter(type -> NUMBERS.contains(type.typeClass())).map(t -> plain(TypeClass.NUMERIC));
            case "min", "max" -> first;
            case "lower", "upper" -> first.filter(type -> isText(type.typeClass()));
            case "length" -> first.filter(type -> isText(type.typeClass())).map(type -> plain(TypeClass.INT4));
            case "abs" -> first.filter(type -> NUMBERS.contains(type.typeClass()));
            default -> Optional.empty();
        };
    }

    private static Optional<ColumnType> sum(ColumnType type) {
        return switch (type.typeClass()) {
            case INT2, INT4 -> Optional.of(plain(TypeClass.INT8));
            case INT8, NUMERIC -> Optional.of(plain(TypeClass.NUMERIC));
            default -> Optional.empty();
        };
    }
}
