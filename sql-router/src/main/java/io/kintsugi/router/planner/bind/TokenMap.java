package io.kintsugi.router.planner.bind;

import io.kintsugi.router.lexer.NormalizedSql;

/**
 * Maps token ordinals of the text that was planned to those of another text with the same plan-cache key. They differ
 * only behind collapsed lists, whose lengths are free. Immutable.
 */
public final class TokenMap {
    private static final int[] NO_LISTS = {};
    /** The map of the planned text itself. */
    public static final TokenMap IDENTITY = new TokenMap(NO_LISTS, NO_LISTS);

    private final int[] planned;
    private final int[] actual;

    private TokenMap(int[] planned, int[] actual) {
        this.planned = planned;
        this.actual = actual;
    }

    /**
     * @param planned the lists of the text that was planned
     * @param actual those of the text at hand
     */
    @SuppressWarnings("ReferenceEquality")
    public static TokenMap between(NormalizedSql planned, NormalizedSql actual) {
        if (planned == actual || planned.listCount() == 0) {
            return IDENTITY;
        }
        if (planned.listCount() != actual.listCount()) {
            throw new IllegalStateException(
                    "one key with " + planned.listCount() + " and " + actual.listCount() + " lists");
        }
        return new TokenMap(planned.lists(), actual.lists());
    }

    /**
     * The ordinal in the text at hand. Inside a collapsed list only the first member (or row) has a counterpart; the
     * ordinal after the list maps to the ordinal after it.
     */
    public int toText(int plannedOrdinal) {
        int shift = 0;
        for (int i = 0; i < planned.length; i += 3) {
            if (plannedOrdinal < planned[i + 1]) {
                break;
            }
            shift = actual[i + 1] - planned[i + 1];
        }
        return plannedOrdinal + shift;
    }

    /** Whether a collapsed list begins at this planned ordinal. */
    public static boolean startsList(NormalizedSql planned, int plannedOrdinal) {
        for (int i = 0; i < planned.listCount(); i++) {
            if (planned.listFirst(i) == plannedOrdinal) {
                return true;
            }
        }
        return false;
    }
}
