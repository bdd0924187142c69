package io.kintsugi.router.planner.write;

import io.kintsugi.router.planner.scope.Block;
import io.kintsugi.router.planner.scope.BlockShape;
import io.kintsugi.router.planner.scope.ColumnNode;
import io.kintsugi.router.planner.scope.OutputField;
import io.kintsugi.router.planner.scope.Relation;
import io.kintsugi.router.planner.scope.RelationColumn;
import io.kintsugi.router.planner.scope.RelationKind;
import io.kintsugi.router.syntax.SelectBlock;
import java.util.List;
import java.util.Optional;

/**
 * Follows a column of a query to the table whose values it passes on. An outer join, and an aggregate over no rows, put
 * NULL in place of a value, which MySQL may then store as 0.
 */
final class QueriedColumn {
    private QueriedColumn() {}

    /** What a query block returns at a place; empty where that is not known. */
    static Optional<OutputField> field(int index, Block block) {
        return block.outputs()
                .filter(outputs -> index >= 0 && index < outputs.size())
                .map(outputs -> outputs.get(index));
    }

    /** The table's column, if every value of the block's column is one of it. */
    static Optional<ColumnNode> table(ColumnNode column, Block block) {
        Relation relation = column.relation();
        if (!passesRows(block) || !block.from().drivers().contains(relation)) {
            return Optional.empty();
        }
        if (relation.kind() != RelationKind.DERIVED) {
            return Optional.of(column);
        }
        return relation.onlyBody()
                .flatMap(body -> field(position(column), body)
                        .flatMap(OutputField::origin)
                        .flatMap(inside -> table(inside, body)));
    }

    /** Whether each row is one of its FROM list: totals make rows of their own. */
    private static boolean passesRows(Block block) {
        SelectBlock select = block.select().orElse(null);
        return select == null
                || (!BlockShape.hasGroupingSets(select)
                        && (!block.isGrouped() || !select.groupBy().isEmpty()));
    }

    private static int position(ColumnNode column) {
        List<String> names = column.relation().columns().orElse(List.of()).stream()
                .map(RelationColumn::name)
                .toList();
        return names.indexOf(column.column());
    }
}
