package io.kintsugi.router.plan;

import java.util.Objects;

/**
 * One key of an ordered merge.
 *
 * @param column 0-based index into the columns the shards return (hidden ones included)
 */
public record SortKey(int column, boolean descending, boolean nullsFirst, Comparison comparison) {
    public SortKey {
        Objects.requireNonNull(comparison, "comparison");
    }
}
