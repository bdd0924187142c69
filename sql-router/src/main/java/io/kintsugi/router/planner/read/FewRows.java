package io.kintsugi.router.planner.read;

import io.kintsugi.router.planner.analysis.Analysis;
import io.kintsugi.router.planner.bind.BoundText;
import io.kintsugi.router.planner.bind.KeyCondition;
import io.kintsugi.router.planner.scope.Block;
import io.kintsugi.router.planner.scope.Relation;
import io.kintsugi.router.schema.LogicalTable;
import io.kintsugi.router.syntax.ColumnReference;
import io.kintsugi.router.syntax.SelectBlock;
import io.kintsugi.router.syntax.SelectItem;
import io.kintsugi.router.syntax.Star;
import java.util.List;
import java.util.Optional;

/**
 * A list of unique keys, which says how many rows can come at most: then no shard needs a cursor for them. Between two
 * planned ordinals stand the members and their commas.
 */
record FewRows(int first, int end) {

    /** Only where each key gives one row: one table, columns as they are, and the key alone unique. */
    static Optional<FewRows> of(Analysis analysis, Block block, SelectBlock select, Relation driver) {
        boolean plain = block.relations().size() == 1
                && select.items().stream().map(SelectItem::expression).allMatch(FewRows::isOneValue)
                && driver.table().filter(table -> isUnique(table, driver)).isPresent();
        return plain ? list(analysis.shardsOf(driver).conditions()) : Optional.empty();
    }

    private static boolean isOneValue(Object item) {
        return item instanceof ColumnReference || item instanceof Star;
    }

    private static boolean isUnique(LogicalTable table, Relation driver) {
        return table.uniqueKeys().contains(List.of(driver.key().column()));
    }

    private static Optional<FewRows> list(List<KeyCondition> conditions) {
        return conditions.stream()
                .filter(KeyCondition.InList.class::isInstance)
                .map(KeyCondition.InList.class::cast)
                .map(list -> new FewRows(list.first(), list.end()))
                .findFirst();
    }

    /** The most rows that this text can give. */
    long most(BoundText text) {
        return (text.token(end) - text.token(first) + 1) / 2;
    }
}
