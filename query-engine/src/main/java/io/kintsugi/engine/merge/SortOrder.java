package io.kintsugi.engine.merge;

import io.kintsugi.router.plan.SortKey;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The order of an ORDER BY, over rows that have been turned into keys. */
final class SortOrder implements Comparator<SortOrder.Keys> {
    private final List<SortKey> sortKeys;

    SortOrder(List<SortKey> sortKeys) {
        this.sortKeys = sortKeys;
    }

    /** The decoded sort keys of one row; null for SQL NULL. */
    record Keys(@Nullable Comparable<Object>[] values) {}

    /** The keys of a source's current row. */
    @SuppressWarnings("unchecked")
    Keys keysOf(RowSource row) throws SQLException {
        @Nullable Comparable<Object>[] values = new Comparable[sortKeys.size()];
        for (int index = 0; index < values.length; index++) {
            values[index] =
                    key(sortKeys.get(index), row.text(sortKeys.get(index).column()));
        }
        return new Keys(values);
    }

    /** The keys of a row held as a list. */
    @SuppressWarnings("unchecked")
    Keys keysOf(List<@Nullable String> row) {
        @Nullable Comparable<Object>[] values = new Comparable[sortKeys.size()];
        for (int index = 0; index < values.length; index++) {
            values[index] = key(sortKeys.get(index), row.get(sortKeys.get(index).column()));
        }
        return new Keys(values);
    }

    private static @Nullable Comparable<Object> key(SortKey sortKey, @Nullable String text) {
        return text == null ? null : MergeKey.of(sortKey.comparison(), text);
    }

    @Override
    public int compare(Keys left, Keys right) {
        for (int index = 0; index < sortKeys.size(); index++) {
            int order = compare(sortKeys.get(index), left.values[index], right.values[index]);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static int compare(SortKey sortKey, @Nullable Comparable<Object> left, @Nullable Comparable<Object> right) {
        if (left == null || right == null) {
            int order = Boolean.compare(left == null, right == null);
            return sortKey.nullsFirst() ? -order : order;
        }
        int order = left.compareTo(right);
        return sortKey.descending() ? -order : order;
    }
}
