package io.kintsugi.engine.dialect;

import java.util.List;

/**
 * What the columns of a result look like: names, types and modifiers. During a schema change shards may differ for a
 * moment, and then their rows must not be mixed.
 */
public record ResultShape(List<Column> columns) {
    /**
     * One column; the type is 0 for types made by users.
     *
     * @param bytes whether it holds bytes, of whatever type
     */
    public record Column(String label, int type, int modifier, boolean bytes) {
        private boolean isComparedLike(Column other) {
            return equals(other) || (bytes && other.bytes && label.equals(other.label));
        }
    }

    public ResultShape {
        columns = List.copyOf(columns);
    }

    /**
     * Whether rows of both can be merged. What a hidden column holds is compared and not shown, so bytes may come in
     * any type of bytes: MySQL makes {@code VARBINARY} or {@code BLOB} of {@code WEIGHT_STRING} by how it joins.
     *
     * @param visible how many columns the application sees
     */
    public boolean merges(ResultShape other, int visible) {
        if (columns.size() != other.columns.size()) {
            return false;
        }
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            Column beside = other.columns.get(i);
            if (i < visible ? !column.equals(beside) : !column.isComparedLike(beside)) {
                return false;
            }
        }
        return true;
    }
}
