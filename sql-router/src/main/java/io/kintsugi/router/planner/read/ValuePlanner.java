package io.kintsugi.router.planner.read;

import io.kintsugi.router.plan.ValueExpression;
import io.kintsugi.router.plan.ValueExpression.Input;
import io.kintsugi.router.plan.ValueOperator;
import io.kintsugi.router.planner.analysis.Analysis;
import io.kintsugi.router.planner.dialect.GroupValues;
import io.kintsugi.router.planner.dialect.SqlDialect;
import io.kintsugi.router.planner.dialect.ValueKind;
import io.kintsugi.router.planner.scope.Block;
import io.kintsugi.router.planner.scope.BlockShape;
import io.kintsugi.router.planner.scope.Columns;
import io.kintsugi.router.planner.scope.OutputField;
import io.kintsugi.router.planner.scope.Types;
import io.kintsugi.router.syntax.Cast;
import io.kintsugi.router.syntax.ColumnReference;
import io.kintsugi.router.syntax.Expression;
import io.kintsugi.router.syntax.FunctionCall;
import io.kintsugi.router.syntax.Literal;
import io.kintsugi.router.syntax.LiteralKind;
import io.kintsugi.router.syntax.Operation;
import io.kintsugi.router.syntax.ParameterReference;
import io.kintsugi.router.syntax.SubqueryExpression;
import io.kintsugi.router.syntax.SyntaxNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes an expression over aggregates apart: into what the shards return, and what the merge computes of it. Confined
 * to one planning.
 */
final class ValuePlanner {
    /** So that a pathological text cannot exhaust the stack of the merge. */
    private static final int DEPTH_MAX = 64;

    private final Analysis analysis;
    private final Block block;
    private final SelectShape shape;
    private final Inputs inputs;
    private final SqlDialect dialect;
    private final GroupValues rules;

    /** Where the values of a group are that an expression is computed from. */
    interface Inputs {
        /** The position of an aggregate's value. */
        int aggregate(FunctionCall call);

        /** The position of a value that the shards agree on. */
        int value(Expression expression);

        /** The position of a constant that is not in the text. */
        int constant(String text);
    }

    ValuePlanner(Analysis analysis, Block block, SelectShape shape, Inputs inputs) {
        this.analysis = analysis;
        this.block = block;
        this.shape = shape;
        this.inputs = inputs;
        this.dialect = SqlDialect.of(analysis.source().sql());
        this.rules = dialect.groupValues();
    }

    private record Value(ValueExpression expression, ValueKind kind) {}

    /** The expression of a column. */
    ValueExpression of(Expression expression) {
        return value(expression, false, 0).expression();
    }

    /** The expression of a condition. */
    ValueExpression condition(Expression expression) {
        Value value = value(expression, false, 0);
        rules.operation(ValueOperator.NOT, List.of(value.kind())).orElseThrow(() -> unknown(expression));
        return value.expression();
    }

    /**
     * @param conditional whether the database might never compute it; then it must not be computed before, since it
     *     could fail
     */
    private Value value(Expression expression, boolean conditional, int depth) {
        if (depth > DEPTH_MAX || hasSubquery(expression)) {
            throw unknown(expression);
        }
        if (expression instanceof Literal literal
                && literal.kind() == LiteralKind.NULL
                && literal.type().isEmpty()) {
            return new Value(new ValueExpression.Null(), ValueKind.NULL);
        }
        if (isFree(expression) && (!conditional || isPlain(expression))) {
            return free(expression, depth);
        }
        if (expression instanceof FunctionCall call) {
            return call(call, conditional, depth);
        }
        if (expression instanceof Operation operation) {
            return operation(operation, conditional, depth);
        }
        if (expression instanceof Cast cast) {
            return cast(cast, conditional, depth);
        }
        throw unknown(expression);
    }

    private boolean isFree(Expression expression) {
        boolean name = expression instanceof ColumnReference;
        return BlockShape.aggregates(expression, analysis.context().schema()).isEmpty()
                && (name || !namesSelectItem(expression));
    }

    /** Whether a name in it is none of a column, so that a shard could not compute it as another column. */
    private boolean namesSelectItem(SyntaxNode node) {
        boolean named = node instanceof ColumnReference reference
                && rules.seesNamesOfSelectList()
                && Columns.resolve(reference, block).isEmpty();
        return named || node.children().stream().anyMatch(this::namesSelectItem);
    }

    private static boolean hasSubquery(SyntaxNode node) {
        return node instanceof SubqueryExpression || node.children().stream().anyMatch(ValuePlanner::hasSubquery);
    }

    private static boolean isPlain(Expression expression) {
        return expression instanceof ColumnReference
                || expression instanceof Literal
                || expression instanceof ParameterReference;
    }

    /** What the shards compute themselves: group keys, constants, parameters, and expressions of these. */
    private Value free(Expression expression, int depth) {
        if (expression instanceof ColumnReference reference && rules.seesNamesOfSelectList()) {
            Optional<Expression> named = named(reference);
            if (named.isPresent()) {
                return value(named.get(), false, depth + 1);
            }
        }
        return new Value(new Input(inputs.value(expression)), kind(expression));
    }

    /** The select item that a name means; a name that means a column as well is left to a database. */
    private Optional<Expression> named(ColumnReference reference) {
        Optional<OutputField> field = reference.parts().size() == 1 ? shape.named(reference) : Optional.empty();
        boolean column = Columns.resolve(reference, block).isPresent();
        if (field.isEmpty() || field.get().origin().isPresent()) {
            return Optional.empty();
        }
        if (column) {
            throw unknown(reference);
        }
        return field.get().expression();
    }

    private ValueKind kind(Expression expression) {
        if (expression instanceof ParameterReference) {
            return ValueKind.PARAMETER;
        }
        boolean text = expression instanceof Literal literal
                && literal.kind() == LiteralKind.STRING
                && literal.type().isEmpty();
        return text
                ? ValueKind.TEXT
                : Types.of(expression, block, analysis.context().schema())
                        .flatMap(rules::kind)
                        .orElseThrow(() -> unknown(expression));
    }

    private Value call(FunctionCall call, boolean conditional, int depth) {
        if (!BlockShape.aggregates(call, analysis.context().schema()).contains(call)) {
            return function(call, conditional, depth);
        }
        if (!rules.aggregates().contains(call.name().name())) {
            throw unknown(call);
        }
        int position = inputs.aggregate(call);
        ValueKind kind = call.name().name().startsWith("b")
                ? aggregateOfBits(call)
                : Types.of(call, block, analysis.context().schema())
                        .flatMap(rules::kind)
                        .orElseThrow(() -> unknown(call));
        return new Value(new Input(position), kind);
    }

    private static ValueKind aggregateOfBits(FunctionCall call) {
        return call.name().name().startsWith("bit") ? ValueKind.INTEGER : ValueKind.BOOLEAN;
    }

    private Value function(FunctionCall call, boolean conditional, int depth) {
        boolean own = analysis.context()
                .schema()
                .function(call.name().name())
                .filter(traits -> traits.userDefined())
                .isPresent();
        boolean special = call.distinct()
                || call.star()
                || call.filter().isPresent()
                || call.over().isPresent();
        ValueOperator operator = Operations.function(call, dialect).orElseThrow(() -> unknown(call));
        if (own || special) {
            throw unknown(call);
        }
        return operation(operator, call.arguments(), call, conditional, depth);
    }

    private Value operation(Operation operation, boolean conditional, int depth) {
        for (String symbol : Operations.symbols(operation)) {
            if (analysis.context().schema().operatorOverloaded(symbol)) {
                throw unknown(operation);
            }
        }
        Optional<Operations.Form> form = Operations.form(operation);
        if (form.isEmpty()) {
            throw unknown(operation);
        }
        return form(form.get(), operation, conditional, depth);
    }

    /** A form that is written in one piece and means several operators, such as BETWEEN. */
    private Value form(Operations.Form form, Expression written, boolean conditional, int depth) {
        if (form instanceof Operations.Written leaf) {
            return value(leaf.expression(), conditional, depth + 1);
        }
        Operations.Combined combined = (Operations.Combined) form;
        List<Value> operands = new ArrayList<>();
        for (int i = 0; i < combined.operands().size(); i++) {
            boolean may = conditional || (i > 0 && Operations.isLazy(combined.operator()));
            operands.add(form(combined.operands().get(i), written, may, depth + 1));
        }
        return combined(combined.operator(), operands, written);
    }

    private Value operation(
            ValueOperator operator, List<Expression> arguments, Expression written, boolean conditional, int depth) {
        List<Value> operands = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            boolean may = conditional || (i > 0 && Operations.isLazy(operator));
            operands.add(value(arguments.get(i), may, depth + 1));
        }
        if (operator == ValueOperator.ROUND && dialect.groupValues().quotient().isPresent()) {
            // Only the server says how many digits are left.
            int same = inputs.value(written);
            ValueKind kind = rules.operation(
                            operator, operands.stream().map(Value::kind).toList())
                    .orElseThrow(() -> unknown(written));
            List<ValueExpression> all =
                    new ArrayList<>(operands.stream().map(Value::expression).toList());
            all.add(new Input(same));
            return new Value(new ValueExpression.Operation(operator, all), kind);
        }
        return combined(operator, operands, written);
    }

    private Value combined(ValueOperator operator, List<Value> operands, Expression written) {
        ValueKind kind = rules.operation(
                        operator, operands.stream().map(Value::kind).toList())
                .orElseThrow(() -> unknown(written));
        List<ValueExpression> expressions =
                new ArrayList<>(operands.stream().map(Value::expression).toList());
        if (operator == ValueOperator.DIVIDE) {
            rules.quotient().ifPresent(quotient -> expressions.add(new Input(inputs.constant(quotient))));
        }
        return new Value(new ValueExpression.Operation(operator, expressions), kind);
    }

    private Value cast(Cast cast, boolean conditional, int depth) {
        ValueExpression.Cast.Target target = rules.cast(cast.type()).orElseThrow(() -> unknown(cast));
        Value operand = value(cast.operand(), conditional, depth + 1);
        int[] modifiers = Operations.modifiers(cast.type()).orElseThrow(() -> unknown(cast));
        ValueKind kind = switch (target) {
            case INT2, INT4, INT8 -> ValueKind.INTEGER;
            case NUMERIC -> ValueKind.NUMERIC;
            case FLOAT8 -> ValueKind.FLOAT;
        };
        boolean number = rules.operation(ValueOperator.ADD, List.of(operand.kind(), ValueKind.INTEGER))
                .isPresent();
        if (!number) {
            throw unknown(cast);
        }
        return new Value(new ValueExpression.Cast(operand.expression(), target, modifiers[0], modifiers[1]), kind);
    }

    private RuntimeException unknown(Expression expression) {
        return ScatterRefusals.uncombinable(
                analysis.source().sql(), expression.span(), "the merge does not know how to compute it");
    }
}
