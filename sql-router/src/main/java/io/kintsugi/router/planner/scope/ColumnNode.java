package io.kintsugi.router.planner.scope;

import static java.util.Objects.requireNonNull;

import io.kintsugi.router.schema.LogicalColumn;
import io.kintsugi.router.schema.LogicalTable;
import java.util.List;
import java.util.Optional;

/** A column of one particular relation of the statement. */
public record ColumnNode(Relation relation, String column) {
    public ColumnNode {
        requireNonNull(relation, "relation");
        requireNonNull(column, "column");
    }

    /** The table's own column, under whatever name it is seen; empty where that is not sure. */
    public Optional<LogicalColumn> stored() {
        List<RelationColumn> seen = relation.columns().orElse(List.of());
        List<LogicalColumn> stored = relation.table().map(LogicalTable::columns).orElse(List.of());
        if (seen.size() != stored.size()) {
            return Optional.empty();
        }
        for (int i = 0; i < seen.size(); i++) {
            if (seen.get(i).name().equals(column)) {
                return Optional.of(stored.get(i));
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return relation.visibleName() + "." + column;
    }
}
