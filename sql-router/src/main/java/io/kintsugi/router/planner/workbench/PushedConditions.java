package io.kintsugi.router.planner.workbench;

import io.kintsugi.router.planner.scope.Block;
import io.kintsugi.router.planner.scope.ColumnNode;
import io.kintsugi.router.planner.scope.Columns;
import io.kintsugi.router.planner.scope.Relation;
import io.kintsugi.router.schema.LogicalColumn;
import io.kintsugi.router.schema.LogicalSchema;
import io.kintsugi.router.syntax.Cast;
import io.kintsugi.router.syntax.ColumnReference;
import io.kintsugi.router.syntax.Expression;
import io.kintsugi.router.syntax.Literal;
import io.kintsugi.router.syntax.Operation;
import io.kintsugi.router.syntax.Operators;
import io.kintsugi.router.syntax.ParameterReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The conditions by which a table's rows may be sorted out before they are pulled: {@link ExcludingConditions} about
 * its columns and constants alone, by operators that cannot fail. A table that is read several times is pulled once: a
 * row stays that any of the references needs.
 */
final class PushedConditions {
    /** What may stand in a condition, with the operators whose meaning it rests on. */
    private static final Map<String, List<String>> OPERATORS = Map.ofEntries(
            Map.entry(Operators.AND, List.of()),
            Map.entry(Operators.OR, List.of()),
            Map.entry(Operators.IS_NULL, List.of()),
            Map.entry(Operators.IS_NOT_NULL, List.of()),
            Map.entry(Operators.EQUALS, List.of("=")),
            Map.entry(Operators.NOT_EQUALS, List.of("<>")),
            Map.entry("<", List.of("<")),
            Map.entry("<=", List.of("<=")),
            Map.entry(">", List.of(">")),
            Map.entry(">=", List.of(">=")),
            Map.entry(Operators.IN, List.of("=")),
            Map.entry(Operators.NOT_IN, List.of("<>")),
            Map.entry(Operators.BETWEEN, List.of("<=", ">=")),
            Map.entry(Operators.NOT_BETWEEN, List.of("<", ">")),
            Map.entry(Operators.LIKE, List.of("~~")),
            Map.entry(Operators.NOT_LIKE, List.of("!~~")));

    /** Those that are not true where any operand is null; of the others that can be said of the first one only. */
    private static final Set<String> STRICT = Set.of(
            Operators.EQUALS, Operators.NOT_EQUALS, "<", "<=", ">", ">=", Operators.BETWEEN, Operators.IS_NOT_NULL);

    private final Relation relation;
    private final LogicalSchema schema;

    private PushedConditions(Relation relation, LogicalSchema schema) {
        this.relation = relation;
        this.schema = schema;
    }

    /** One list for each way to matter, whose conditions must all hold; empty where every row may matter. */
    static List<List<PushedCondition>> of(List<Relation> references, LogicalSchema schema) {
        List<List<PushedCondition>> ways = new ArrayList<>();
        for (Relation reference : references) {
            List<PushedCondition> conditions = new PushedConditions(reference, schema).conditions();
            if (conditions.isEmpty()) {
                return List.of();
            }
            ways.add(conditions);
        }
        return ways.stream().distinct().toList();
    }

    private List<PushedCondition> conditions() {
        return ExcludingConditions.of(relation).stream()
                .filter(condition -> isOwn(condition.conjunct())
                        && isPlain(condition.conjunct(), condition)
                        && (!condition.needsRow() || rejectsNull(condition.conjunct())))
                .map(condition -> PushedCondition.of(
                        condition.conjunct(),
                        condition.block().source(),
                        column -> stored(column, condition)
                                .orElseThrow(() -> new IllegalStateException("a column of another table"))))
                .toList();
    }

    /** Whether it is about the table at all: a constant one would be asked of every shard for nothing. */
    private static boolean isOwn(Expression expression) {
        return expression instanceof ColumnReference
                || (expression instanceof Operation operation
                        && operation.operands().stream().anyMatch(PushedConditions::isOwn));
    }

    private boolean isPlain(Expression expression, ExcludingConditions.Condition condition) {
        if (expression instanceof Literal || expression instanceof ParameterReference) {
            return true;
        }
        if (expression instanceof Cast cast) {
            return cast.operand() instanceof Literal || cast.operand() instanceof ParameterReference;
        }
        if (expression instanceof ColumnReference reference) {
            return stored(reference, condition).isPresent();
        }
        return expression instanceof Operation operation
                && isTrusted(operation)
                && operation.operands().stream().allMatch(operand -> isPlain(operand, condition));
    }

    private boolean isTrusted(Operation operation) {
        List<String> meant = OPERATORS.get(operation.operator());
        return meant != null && meant.stream().noneMatch(schema::operatorOverloaded);
    }

    /** Whether it is not true of a row that is all null. */
    private static boolean rejectsNull(Expression condition) {
        if (!(condition instanceof Operation operation) || operation.is(Operators.IS_NULL)) {
            return false;
        }
        List<Expression> operands = operation.operands();
        if (operation.is(Operators.AND)) {
            return operands.stream().anyMatch(PushedConditions::rejectsNull);
        }
        if (operation.is(Operators.OR)) {
            return operands.stream().allMatch(PushedConditions::rejectsNull);
        }
        return operands.get(0) instanceof ColumnReference
                || (STRICT.contains(operation.operator())
                        && operands.stream().anyMatch(ColumnReference.class::isInstance));
    }

    /** The table's own name of a column of it, under whatever name and through whatever the condition sees it. */
    private Optional<String> stored(ColumnReference reference, ExcludingConditions.Condition condition) {
        if (isMerged(reference, condition.block())) {
            return Optional.empty();
        }
        return Columns.resolve(reference, condition.block())
                .flatMap(condition::inside)
                .filter(node -> node.relation().equals(relation))
                .flatMap(ColumnNode::stored)
                .map(LogicalColumn::name);
    }

    /** What USING or NATURAL has made of two columns may have another type than either. */
    private static boolean isMerged(ColumnReference reference, Block block) {
        return reference.parts().size() == 1 && block.merges(reference.column());
    }
}
