package io.kintsugi.router.planner.write;

import io.kintsugi.router.planner.analysis.Analysis;
import io.kintsugi.router.planner.analysis.Locality;
import io.kintsugi.router.planner.scope.Block;
import io.kintsugi.router.planner.scope.BlockShape;
import io.kintsugi.router.planner.scope.ColumnNode;
import io.kintsugi.router.planner.scope.KeyClass;
import io.kintsugi.router.planner.scope.KeyClasses;
import io.kintsugi.router.planner.scope.OutputField;
import io.kintsugi.router.planner.scope.Relation;
import io.kintsugi.router.planner.scope.RelationColumn;
import io.kintsugi.router.schema.ColumnType;
import io.kintsugi.router.schema.LogicalColumn;
import io.kintsugi.router.syntax.Distinctness;
import io.kintsugi.router.syntax.Query;
import io.kintsugi.router.syntax.SelectBlock;
import java.util.List;
import java.util.Optional;

/**
 * INSERT … SELECT that copies the sharding key: each row that a shard finds belongs to that very shard, so that the
 * same text can run on each of them. Confined to one planning.
 */
final class CopiedKey {
    private final Analysis analysis;
    private final InsertTarget target;
    private final Locality locality;

    CopiedKey(Analysis analysis, InsertTarget target) {
        this.analysis = analysis;
        this.target = target;
        this.locality = new Locality(analysis);
    }

    /** The table whose rows drive the query and whose key each inserted row has; empty where there is none. */
    Optional<Relation> driver(Query query) {
        Block block = analysis.scopes().blockOf(query).orElse(null);
        int index = target.columns().indexOf(target.relation().key().column());
        if (block == null || index < 0 || !staysApart(query)) {
            return Optional.empty();
        }
        Optional<ColumnNode> key = QueriedColumn.field(index, block).flatMap(OutputField::origin);
        return locality.drivers(block).stream()
                .filter(driver -> isInPlace(driver, block))
                .filter(driver ->
                        key.filter(column -> copies(column, driver, block)).isPresent())
                .findFirst();
    }

    /** Whether nothing in it looks at the rows of several shards together. */
    private static boolean staysApart(Query query) {
        return query.body() instanceof SelectBlock select
                && query.limit().isEmpty()
                && query.offset().isEmpty()
                && query.locks().isEmpty()
                && select.distinctness() != Distinctness.DISTINCT_ON
                && !BlockShape.hasWindows(select)
                && !BlockShape.ordersByWindows(query);
    }

    private boolean isInPlace(Relation driver, Block block) {
        boolean sameKeyspace =
                driver.keyspace().name().equals(target.relation().keyspace().name());
        return sameKeyspace
                && (!block.isGrouped() || locality.groupsByKey(block, driver))
                && locality.stranger(driver, List.of(target.relation())).isEmpty()
                && locality.strangeFunction(driver).isEmpty();
    }

    /** Equal on every row, never NULL in place of a row that is missing, and of the same type to the last modifier. */
    private boolean copies(ColumnNode column, Relation driver, Block block) {
        KeyClass key = analysis.keyClass(driver);
        return (column.equals(driver.key()) || key.contains(column))
                && QueriedColumn.table(column, block).isPresent()
                && KeyClasses.keyRule(target.relation().key()).isPresent()
                && KeyClasses.keyRule(target.relation().key()).equals(KeyClasses.keyRule(driver.key()))
                && type(driver.key()).isPresent()
                && type(driver.key())
                        .equals(target.column(target.relation().key().column()).map(LogicalColumn::type))
                && type(driver.key()).equals(seen(column));
    }

    private static Optional<ColumnType> type(ColumnNode column) {
        return column.relation()
                .table()
                .flatMap(table -> table.column(column.column()))
                .map(LogicalColumn::type);
    }

    private static Optional<ColumnType> seen(ColumnNode column) {
        return column.relation().columns().orElse(List.of()).stream()
                .filter(known -> known.name().equals(column.column()))
                .findFirst()
                .flatMap(RelationColumn::type);
    }
}
