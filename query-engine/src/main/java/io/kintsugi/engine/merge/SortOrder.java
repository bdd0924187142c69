package io.kintsugi.engine.merge;

import io.kintsugi.router.plan.SortKey;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The order of an ORDER BY, over rows that have been turned into keys. */
final class SortOrder implements Comparator<SortOrder.Keys> {
    private final List<SortKey> sortKeys;
    private final ValueRules rules;

    SortOrder(List<SortKey> sortKeys, ValueRules rules) {
        this.sortKeys = sortKeys;
        this.rules = rules;
    }

    /** The decoded sort keys of one row; null for SQL NULL. */
    record Keys(List<@Nullable Comparable<Object>> values) {}

    /** The keys of a source's current row. */
    Keys keysOf(RowSource row) throws SQLException {
        List<@Nullable Comparable<Object>> values = new ArrayList<>(sortKeys.size());
        for (SortKey sortKey : sortKeys) {
            values.add(key(sortKey, row.text(sortKey.column())));
        }
        return new Keys(values);
    }

    /** The keys of a row held as a list. */
    Keys keysOf(List<@Nullable String> row) {
        List<@Nullable Comparable<Object>> values = new ArrayList<>(sortKeys.size());
        for (SortKey sortKey : sortKeys) {
            values.add(key(sortKey, row.get(sortKey.column())));
        }
        return new Keys(values);
    }

    private @Nullable Comparable<Object> key(SortKey sortKey, @Nullable String text) {
        return text == null ? null : rules.key(sortKey.comparison(), text);
    }

    @Override
    public int compare(Keys left, Keys right) {
        for (int index = 0; index < sortKeys.size(); index++) {
            int order = compare(
                    sortKeys.get(index),
                    left.values().get(index),
                    right.values().get(index));
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
