package io.kintsugi.router.planner.read;

import io.kintsugi.router.plan.Merge;

/** Says a merge in words. */
public final class MergeWords {
    private MergeWords() {}

    /** Such as {@code merged in order, made distinct}. */
    public static String describe(Merge merge) {
        String how = switch (merge.kind()) {
            case CONCAT -> "concatenated";
            case ORDERED -> "merged in order";
            case GROUP -> merge.groupKeys().isEmpty()
                    ? "partial aggregates, combined into one row"
                    : "partial aggregates, combined by group" + (merge.order().isEmpty() ? "" : ", then sorted");
        };
        return how + (merge.distinct() ? ", made distinct" : "");
    }
}
