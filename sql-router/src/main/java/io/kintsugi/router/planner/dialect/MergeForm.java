package io.kintsugi.router.planner.dialect;

import static java.util.Objects.requireNonNull;

import io.kintsugi.router.plan.Comparison;

/**
 * How the merge compares values of a type: as they are, or by an expression of them that each shard returns in a hidden
 * column, such as {@code WEIGHT_STRING(name)}.
 *
 * @param before what stands before the value's own text in that expression
 * @param after what stands behind it
 */
public record MergeForm(String before, String after, Comparison comparison) {
    public MergeForm {
        requireNonNull(before, "before");
        requireNonNull(after, "after");
        requireNonNull(comparison, "comparison");
    }

    /** Values that are compared as they are. */
    public static MergeForm plain(Comparison comparison) {
        return new MergeForm("", "", comparison);
    }

    /** Whether no hidden column is needed. */
    public boolean isPlain() {
        return before.isEmpty() && after.isEmpty();
    }
}
