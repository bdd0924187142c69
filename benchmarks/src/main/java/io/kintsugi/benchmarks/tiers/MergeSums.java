package io.kintsugi.benchmarks.tiers;

import java.math.BigDecimal;

/** What contestants make of what they read, so that their answers can be compared. */
final class MergeSums {
    private static final double DIGITS = 1e6;

    private MergeSums() {}

    /** Of a row, in its place: the order counts. */
    static long withRow(long sum, long event, long user, String status, BigDecimal amount, String note) {
        return sum * 31
                + event
                + user
                + status.length()
                + amount.unscaledValue().longValue()
                + note.length();
    }

    /** Of a group, wherever it comes. */
    static long ofGroup(long key, long count, BigDecimal sum, BigDecimal average) {
        return key * 31
                + count * 17
                + sum.unscaledValue().longValue() * 7
                + Math.round(average.doubleValue() * DIGITS) * 3;
    }
}
