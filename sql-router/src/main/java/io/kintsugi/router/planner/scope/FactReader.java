package io.kintsugi.router.planner.scope;

import static java.util.Objects.requireNonNull;

import io.kintsugi.router.ParameterValues;
import io.kintsugi.router.RoutingContext;
import io.kintsugi.router.planner.bind.BoundText;
import io.kintsugi.router.planner.bind.KeyCondition;
import io.kintsugi.router.planner.bind.KeySource;
import io.kintsugi.router.planner.bind.TokenMap;
import io.kintsugi.router.schema.LogicalSchema;
import io.kintsugi.router.syntax.ColumnReference;
import io.kintsugi.router.syntax.Expression;
import io.kintsugi.router.syntax.Operation;
import io.kintsugi.router.syntax.Operators;
import io.kintsugi.router.syntax.SubqueryExpression;
import io.kintsugi.topology.KeyRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a conjunct as equalities of columns with columns and with constants; anything else says nothing. */
public final class FactReader {
    private final RoutingContext context;
    private final StatementScopes scopes;

    public FactReader(RoutingContext context, StatementScopes scopes) {
        this.context = requireNonNull(context, "context");
        this.scopes = requireNonNull(scopes, "scopes");
    }

    /** A column equal to another one, or to constants. */
    record Comparison(ColumnNode column, Optional<ColumnNode> other, Optional<KeyCondition> constant) {
        static Comparison with(ColumnNode column, ColumnNode other) {
            return new Comparison(column, Optional.of(other), Optional.empty());
        }

        static Comparison with(ColumnNode column, KeyCondition constant) {
            return new Comparison(column, Optional.empty(), Optional.of(constant));
        }
    }

    List<Comparison> read(Fact fact) {
        if (fact instanceof Fact.Same same) {
            return List.of(Comparison.with(same.left(), same.right()));
        }
        Fact.Condition condition = (Fact.Condition) fact;
        Expression conjunct = condition.conjunct();
        if (conjunct instanceof SubqueryExpression subquery) {
            return member(subquery, condition.block());
        }
        return conjunct instanceof Operation operation ? operation(operation, condition.block()) : List.of();
    }

    /** An operator that somebody has overloaded may mean anything. */
    private boolean isTrusted(LogicalSchema schema) {
        return !schema.operatorOverloaded(Operators.EQUALS);
    }

    private List<Comparison> operation(Operation operation, Block block) {
        List<Expression> operands = operation.operands();
        if (!isTrusted(context.schema())) {
            return List.of();
        }
        if (operation.is(Operators.EQUALS) && operands.size() == 2) {
            return equal(operands.get(0), operands.get(1), block);
        }
        if (operation.is(Operators.IN) && operands.size() >= 2) {
            return inList(operands, block);
        }
        return List.of();
    }

    private List<Comparison> equal(Expression left, Expression right, Block block) {
        if (isRow(left) && isRow(right)) {
            return rows((Operation) left, (Operation) right, block);
        }
        Optional<ColumnNode> one = column(left, block);
        Optional<ColumnNode> other = column(right, block);
        if (one.isPresent() && other.isPresent()) {
            return List.of(Comparison.with(one.get(), other.get()));
        }
        if (one.isPresent()) {
            return constant(one.get(), right, block);
        }
        return other.isPresent() ? constant(other.get(), left, block) : List.of();
    }

    private static boolean isRow(Expression expression) {
        return expression instanceof Operation operation && operation.is(Operators.ROW);
    }

    private List<Comparison> rows(Operation left, Operation right, Block block) {
        List<Comparison> comparisons = new ArrayList<>();
        if (left.operands().size() == right.operands().size()) {
            for (int i = 0; i < left.operands().size(); i++) {
                comparisons.addAll(
                        equal(left.operands().get(i), right.operands().get(i), block));
            }
        }
        return comparisons;
    }

    private static Optional<ColumnNode> column(Expression expression, Block block) {
        return expression instanceof ColumnReference reference ? Columns.resolve(reference, block) : Optional.empty();
    }

    private List<Comparison> constant(ColumnNode column, Expression value, Block block) {
        Optional<KeyRule> type = KeyClasses.keyRule(column);
        if (type.isEmpty()) {
            return List.of();
        }
        return KeyConstants.of(value, type.get())
                .map(source -> condition(column, fixed(source, type.get(), block)))
                .orElse(List.of());
    }

    private static List<Comparison> condition(ColumnNode column, KeySource source) {
        return List.of(Comparison.with(column, new KeyCondition.Equal(source)));
    }

    /** A constant of a view is no token of the statement: its value is read at once. */
    private KeySource fixed(KeySource source, KeyRule type, Block block) {
        if (block.source().isStatement()) {
            return source;
        }
        BoundText view = new BoundText(block.source().sql(), TokenMap.IDENTITY, context);
        return KeySource.fixed(source.read(view, ParameterValues.NONE, type));
    }

    private List<Comparison> inList(List<Expression> operands, Block block) {
        Expression first = operands.get(1);
        boolean single = operands.size() == 2 && !KeyConstants.isPlain(first);
        if (single || (operands.size() == 2 && !block.source().isStatement())) {
            return equal(operands.get(0), first, block);
        }
        // A list of one is read as a list: another text of the same key may have more members.
        Optional<ColumnNode> column = column(operands.get(0), block)
                .filter(node -> KeyClasses.keyRule(node).isPresent());
        Expression last = operands.get(operands.size() - 1);
        boolean plain = operands.stream().skip(1).allMatch(member -> KeyConstants.isPlain(member));
        int end = last.span().end();
        if (column.isEmpty() || !plain || !block.source().isStatement()) {
            return List.of();
        }
        return List.of(Comparison.with(
                column.get(), new KeyCondition.InList(first.span().first(), end)));
    }

    /**
     * {@code left IN (SELECT right …)}: a row on the left matters only with an equal one on the right, and conversely.
     */
    private List<Comparison> member(SubqueryExpression subquery, Block block) {
        Relation rows = scopes.memberQueries.get(subquery);
        Optional<Expression> left = subquery.left();
        if (rows == null || left.isEmpty() || !isTrusted(context.schema())) {
            return List.of();
        }
        List<Expression> sides = isRow(left.get()) ? ((Operation) left.get()).operands() : List.of(left.get());
        List<RelationColumn> columns = rows.columns().orElse(List.of());
        List<Comparison> comparisons = new ArrayList<>();
        for (int i = 0; i < Math.min(sides.size(), columns.size()); i++) {
            ColumnNode inner = new ColumnNode(rows, columns.get(i).name());
            column(sides.get(i), block).ifPresent(outer -> comparisons.add(Comparison.with(outer, inner)));
        }
        return comparisons;
    }
}
