package io.kintsugi.router.planner.scope;

import io.kintsugi.router.planner.dialect.SqlDialect;
import io.kintsugi.router.planner.dialect.TypeRules;
import io.kintsugi.router.schema.ColumnType;
import io.kintsugi.router.schema.LogicalSchema;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The types of the expressions that merging meets most. Empty means unknown: then nothing is merged by it. */
public final class Types {
    private Types() {}

    /** The type of an expression in the scope of a block. */
    public static Optional<ColumnType> of(Expression expression, Block block, LogicalSchema schema) {
        TypeRules rules = SqlDialect.of(block.source().sql()).types();
        if (expression instanceof ColumnReference reference) {
            return column(reference, block);
        }
        if (expression instanceof Cast cast) {
            return rules.cast(cast.type(), bytesTellApart(cast.operand(), block));
        }
        if (expression instanceof Collation collation) {
            return of(collation.operand(), block, schema)
                    .flatMap(type -> rules.collated(type, collation.collation().name()));
        }
        if (expression instanceof Literal literal) {
            return rules.literal(literal, block.source().sql());
        }
        if (expression instanceof Operation operation) {
            return operation(operation, block, schema, rules);
        }
        return expression instanceof FunctionCall call ? function(call, block, schema, rules) : Optional.empty();
    }

    private static Optional<ColumnType> column(ColumnReference reference, Block block) {
        return Columns.resolve(reference, block)
                .flatMap(node -> node.relation().column(node.column()))
                .flatMap(RelationColumn::type);
    }

    /** Whether nothing in an expression can bring a collation by which different bytes are equal. */
    private static boolean bytesTellApart(SyntaxNode node, Block block) {
        if (node instanceof ColumnReference reference) {
            return column(reference, block)
                    .filter(ColumnType::deterministicCollation)
                    .isPresent();
        }
        if (node instanceof Collation || node instanceof SubqueryExpression) {
            return false;
        }
        return node.children().stream().allMatch(child -> bytesTellApart(child, block));
    }

    private static Optional<ColumnType> operation(
            Operation operation, Block block, LogicalSchema schema, TypeRules rules) {
        if (schema.operatorOverloaded(operation.operator())) {
            return Optional.empty();
        }
        if (operation.is(Operators.CASE) || operation.is(Operators.CASE_OF)) {
            return common(values(operation), block, schema, rules);
        }
        return operands(operation.operator(), operation.operands(), block, schema, rules);
    }

    /** What a CASE may yield. */
    private static List<Expression> values(Operation operation) {
        List<Expression> operands = operation.operands();
        int conditions = operation.is(Operators.CASE) ? 0 : 1;
        List<Expression> values = new ArrayList<>();
        for (int i = conditions; i + 1 < operands.size(); i += 2) {
            values.add(operands.get(i + 1));
        }
        boolean otherwise = (operands.size() - conditions) % 2 == 1;
        if (otherwise) {
            values.add(operands.get(operands.size() - 1));
        }
        return values;
    }

    /** The type of one of several values; NULL as it is written has no say. */
    private static Optional<ColumnType> common(
            List<Expression> values, Block block, LogicalSchema schema, TypeRules rules) {
        List<ColumnType> types = new ArrayList<>();
        for (Expression value : values) {
            boolean nothing = value instanceof Literal literal
                    && literal.kind() == LiteralKind.NULL
                    && literal.type().isEmpty();
            Optional<ColumnType> type = nothing ? Optional.empty() : of(value, block, schema);
            if (type.isEmpty() && !nothing) {
                return Optional.empty();
            }
            type.ifPresent(types::add);
        }
        return types.isEmpty() ? Optional.empty() : rules.common(types);
    }

    private static Optional<ColumnType> operands(
            String operator, List<Expression> operands, Block block, LogicalSchema schema, TypeRules rules) {
        List<Optional<ColumnType>> types = new ArrayList<>();
        operands.forEach(operand -> types.add(of(operand, block, schema)));
        return rules.operation(operator, types);
    }

    private static Optional<ColumnType> function(
            FunctionCall call, Block block, LogicalSchema schema, TypeRules rules) {
        boolean own = schema.function(call.name().name())
                .filter(traits -> traits.userDefined())
                .isPresent();
        if (own) {
            return Optional.empty();
        }
        if (call.name().name().equals("mod") && call.arguments().size() == 2) {
            return operands("%", call.arguments(), block, schema, rules);
        }
        if (call.name().name().equals("coalesce")) {
            return common(call.arguments(), block, schema, rules);
        }
        Optional<ColumnType> first = call.arguments().isEmpty()
                ? Optional.empty()
                : of(call.arguments().get(0), block, schema);
        return rules.function(call.name().name(), first);
    }
}
