package io.kintsugi.router.planner.read;

import io.kintsugi.router.plan.Arrival;
import io.kintsugi.router.plan.Merge;

/** Says a merge in words. */
public final class MergeWords {
    private MergeWords() {}

    /** Such as {@code merged in order, made distinct}. */
    public static String describe(Merge merge) {
        String how = switch (merge.kind()) {
            case CONCAT -> "concatenated";
            case ORDERED -> "merged in order";
            case GROUP ->
                merge.groupKeys().isEmpty()
                        ? "partial aggregates, combined into one row"
                        : "partial aggregates, combined by group"
                                + (isFinal(merge)
                                        ? " as they come"
                                        : merge.order().isEmpty() ? "" : ", then sorted");
        };
        return how + (merge.distinct() ? ", made distinct" : "");
    }

    private static boolean isFinal(Merge merge) {
        return merge.arrival().filter(Arrival::isFinal).isPresent();
    }

    /** What is cut off after merging, such as {@code , the first 5 dropped, at most 10 returned}. */
    public static String limits(Merge merge) {
        String offset = merge.offset() > 0 ? ", the first " + merge.offset() + " dropped" : "";
        return offset
                + (merge.limit().isPresent() ? ", at most " + merge.limit().getAsLong() + " returned" : "");
    }
}
