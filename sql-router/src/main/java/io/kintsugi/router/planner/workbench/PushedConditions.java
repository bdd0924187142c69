package io.kintsugi.router.planner.workbench;

import io.kintsugi.router.lexer.BareConjunctScan;
import io.kintsugi.router.lexer.TokenSpan;
import io.kintsugi.router.planner.scope.Block;
import io.kintsugi.router.planner.scope.Columns;
import io.kintsugi.router.planner.scope.Relation;
import io.kintsugi.router.planner.scope.RelationColumn;
import io.kintsugi.router.schema.LogicalColumn;
import io.kintsugi.router.schema.LogicalSchema;
import io.kintsugi.router.schema.LogicalTable;
import io.kintsugi.router.syntax.Cast;
import io.kintsugi.router.syntax.ColumnReference;
import io.kintsugi.router.syntax.Expression;
import io.kintsugi.router.syntax.Literal;
import io.kintsugi.router.syntax.Operation;
import io.kintsugi.router.syntax.Operators;
import io.kintsugi.router.syntax.ParameterReference;
import io.kintsugi.router.syntax.SelectBlock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The conditions by which a table's rows may be sorted out before they are pulled: conjuncts of the WHERE of the block
 * that reads it, about its columns and constants alone, by operators that cannot fail. Nothing passes to the nullable
 * side of an outer join, where a row that is missing means something else than one that was sorted out (sql-pitfalls
 * 4). Both witnesses, tree and tokens, must see the conjunct.
 */
final class PushedConditions {
    /** What may stand in a condition, with the operators whose meaning it rests on. */
    private static final Map<String, List<String>> OPERATORS = Map.ofEntries(
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

    private static final int QUALIFIED_PARTS = 2;

    private final Relation relation;
    private final Block block;
    private final LogicalSchema schema;

    private PushedConditions(Relation relation, Block block, LogicalSchema schema) {
        this.relation = relation;
        this.block = block;
        this.schema = schema;
    }

    /** The spans of the conditions, in text order. */
    static List<TokenSpan> of(Relation relation, LogicalSchema schema) {
        Block block = relation.block().orElse(null);
        if (block == null
                || !block.source().isStatement()
                || !block.from().drivers().contains(relation)
                || isRenamed(relation)) {
            return List.of();
        }
        return new PushedConditions(relation, block, schema).spans();
    }

    private static boolean isRenamed(Relation relation) {
        List<String> stored = relation.table().map(LogicalTable::columns).orElse(List.of()).stream()
                .map(LogicalColumn::name)
                .toList();
        List<String> seen = relation.columns().orElse(List.of()).stream()
                .map(RelationColumn::name)
                .toList();
        return !stored.equals(seen);
    }

    private List<TokenSpan> spans() {
        Expression where = block.select().flatMap(SelectBlock::where).orElse(null);
        if (where == null) {
            return List.of();
        }
        Set<TokenSpan> bare = new HashSet<>(BareConjunctScan.of(block.source().sql(), where.span()));
        return conjuncts(where)
                .filter(conjunct -> bare.contains(conjunct.span()) && isOwn(conjunct) && isPlain(conjunct))
                .map(Expression::span)
                .toList();
    }

    private static Stream<Expression> conjuncts(Expression condition) {
        if (condition instanceof Operation operation && operation.is(Operators.AND)) {
            return operation.operands().stream().flatMap(PushedConditions::conjuncts);
        }
        return Stream.of(condition);
    }

    /** Whether it is about the table at all: a constant one would be asked of every shard for nothing. */
    private boolean isOwn(Expression expression) {
        return expression instanceof ColumnReference
                || (expression instanceof Operation operation
                        && operation.operands().stream().anyMatch(this::isOwn));
    }

    private boolean isPlain(Expression expression) {
        if (expression instanceof Literal || expression instanceof ParameterReference) {
            return true;
        }
        if (expression instanceof Cast cast) {
            return cast.operand() instanceof Literal || cast.operand() instanceof ParameterReference;
        }
        if (expression instanceof ColumnReference reference) {
            // Where the rows are pulled the table has its alias, and no schema in front of it.
            return reference.parts().size() <= QUALIFIED_PARTS
                    && Columns.resolve(reference, block)
                            .filter(column -> column.relation().equals(relation))
                            .isPresent();
        }
        return expression instanceof Operation operation
                && isTrusted(operation)
                && operation.operands().stream().allMatch(this::isPlain);
    }

    private boolean isTrusted(Operation operation) {
        List<String> meant = OPERATORS.get(operation.operator());
        return meant != null && meant.stream().noneMatch(schema::operatorOverloaded);
    }
}
