package io.kintsugi.engine.dialect;

import java.util.List;

/**
 * What the columns of a result look like: names, types and modifiers. During a schema change shards may differ for a
 * moment, and then their rows must not be mixed.
 */
public record ResultShape(List<Column> columns) {
    /** Of which types a value compares the same. */
    public enum Alike {
        BYTES,
        EXACT_NUMBERS,
        NOTHING_ELSE
    }

    /** One column; the type is 0 for types made by users. */
    public record Column(String label, int type, int modifier, Alike alike) {
        private boolean isComparedLike(Column other) {
            boolean same = alike == other.alike && alike != Alike.NOTHING_ELSE;
            return equals(other) || (same && label.equals(other.label));
        }
    }

    public ResultShape {
        columns = List.copyOf(columns);
    }

    /**
     * Whether rows of both can be merged. What a hidden column holds is compared and not shown, so it may come in any
     * type that compares the same: MySQL makes {@code VARBINARY} or {@code BLOB} of {@code WEIGHT_STRING} by how it
     * joins, and {@code UNIX_TIMESTAMP} has decimals or none.
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
