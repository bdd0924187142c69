package io.kintsugi.router.planner.scope;

import static java.util.Objects.requireNonNull;

/** A column of one particular relation of the statement. */
public record ColumnNode(Relation relation, String column) {
    public ColumnNode {
        requireNonNull(relation, "relation");
        requireNonNull(column, "column");
    }

    @Override
    public String toString() {
        return relation.visibleName() + "." + column;
    }
}
