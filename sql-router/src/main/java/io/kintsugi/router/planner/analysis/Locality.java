package io.kintsugi.router.planner.analysis;

import io.kintsugi.router.lexer.TokenSpan;
import io.kintsugi.router.planner.dialect.FunctionKind;
import io.kintsugi.router.planner.dialect.SqlDialect;
import io.kintsugi.router.planner.scope.Block;
import io.kintsugi.router.planner.scope.CalledFunction;
import io.kintsugi.router.planner.scope.ColumnNode;
import io.kintsugi.router.planner.scope.Columns;
import io.kintsugi.router.planner.scope.KeyClass;
import io.kintsugi.router.planner.scope.OutputField;
import io.kintsugi.router.planner.scope.Relation;
import io.kintsugi.router.planner.scope.RelationKind;
import io.kintsugi.router.syntax.ColumnReference;
import io.kintsugi.router.syntax.Distinctness;
import io.kintsugi.router.syntax.Expression;
import io.kintsugi.router.syntax.SelectBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether the parts of a statement that each shard computes for itself add up to the whole: one sharded reference
 * drives every row, and every other sharded reference holds the same key on each row that matters.
 */
public final class Locality {
    private final Analysis analysis;

    public Locality(Analysis analysis) {
        this.analysis = analysis;
    }

    /**
     * The references that can drive the rows of a block, best first; empty when a reference table would repeat rows.
     */
    public List<Relation> drivers(Block block) {
        List<Relation> found = new ArrayList<>();
        for (Relation relation : block.from().drivers()) {
            if (relation.kind() == RelationKind.SHARDED) {
                found.add(relation);
            } else if (relation.kind() == RelationKind.DERIVED) {
                relation.onlyBody().ifPresent(body -> found.addAll(driversWithin(body)));
            }
        }
        return found;
    }

    private List<Relation> driversWithin(Block body) {
        return drivers(body).stream()
                .filter(driver -> keepsRowsApart(body, driver))
                .toList();
    }

    /** Whether a derived table's rows come from one shard each: nothing in it puts rows of several keys together. */
    private boolean keepsRowsApart(Block body, Relation driver) {
        boolean distinct = body.select()
                .filter(select -> select.distinctness() != Distinctness.ALL)
                .isPresent();
        return body.passesConditions()
                && (!body.isGrouped() || groupsByKey(body, driver))
                && (!distinct || returnsKey(body, driver));
    }

    /** Whether each group lies on one shard. */
    public boolean groupsByKey(Block block, Relation driver) {
        KeyClass key = analysis.keyClass(driver);
        return block.select().stream()
                .flatMap(select -> groupColumns(select, block).stream())
                .anyMatch(key::contains);
    }

    private List<ColumnNode> groupColumns(SelectBlock select, Block block) {
        List<ColumnNode> columns = new ArrayList<>();
        for (Expression expression : GroupKeys.expressions(select)) {
            if (expression instanceof ColumnReference reference && meansSelectItem(reference, block)) {
                selectItem(reference, block).flatMap(OutputField::origin).ifPresent(columns::add);
            } else if (expression instanceof ColumnReference reference) {
                Columns.resolve(reference, block).ifPresent(columns::add);
            } else if (GroupKeys.isPosition(expression)) {
                output(expression, block).flatMap(OutputField::origin).ifPresent(columns::add);
            }
        }
        return columns;
    }

    private boolean meansSelectItem(ColumnReference reference, Block block) {
        return GroupKeys.meansSelectItem(reference, block, SqlDialect.of(analysis.context()));
    }

    private static Optional<OutputField> selectItem(ColumnReference name, Block block) {
        return block.outputs().orElse(List.of()).stream()
                .filter(field -> field.name().equals(name.column()))
                .findFirst();
    }

    private static Optional<OutputField> output(Expression position, Block block) {
        int index = GroupKeys.position(position, block.source()) - 1;
        List<OutputField> outputs = block.outputs().orElse(List.of());
        return index >= 0 && index < outputs.size() ? Optional.of(outputs.get(index)) : Optional.empty();
    }

    /** Whether the key is among the columns returned, so that equal rows lie on one shard. */
    public boolean returnsKey(Block block, Relation driver) {
        KeyClass key = analysis.keyClass(driver);
        return block.outputs().orElse(List.of()).stream()
                .map(OutputField::origin)
                .flatMap(Optional::stream)
                .anyMatch(key::contains);
    }

    /** A sharded reference whose rows may lie elsewhere than the driver's; empty when there is none. */
    public Optional<Relation> stranger(Relation driver) {
        return stranger(driver, analysis.tables(RelationKind.SHARDED));
    }

    /** The same among the references that stand in a part of the statement. */
    public Optional<Relation> stranger(Relation driver, TokenSpan part) {
        return stranger(
                driver,
                analysis.tables(RelationKind.SHARDED).stream()
                        .filter(table -> table.token() >= part.first() && table.token() < part.end())
                        .toList());
    }

    private Optional<Relation> stranger(Relation driver, List<Relation> tables) {
        ColumnNode key = driver.key();
        return tables.stream()
                .filter(table -> !table.equals(driver))
                .filter(table ->
                        !sameLayout(table, driver) || !analysis.keyClass(table).contains(key))
                .findFirst();
    }

    private static boolean sameLayout(Relation one, Relation other) {
        return one.keyspace().name().equals(other.keyspace().name());
    }

    /** A declared function whose key may lie elsewhere than the driver's. */
    public Optional<CalledFunction> strangeFunction(Relation driver) {
        KeyClass key = analysis.keyClass(driver);
        return analysis.functions().all(FunctionKind.DECLARED).stream()
                .filter(called ->
                        analysis.keyColumn(called).filter(key::contains).isEmpty())
                .findFirst();
    }
}
