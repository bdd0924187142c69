package io.kintsugi.benchmarks.paired;

import java.util.Arrays;

/**
 * The median of differences between pairs, and the interval between two of their order statistics that holds the true
 * median with 95 % confidence, whatever their distribution.
 */
public record Median(double value, double low, double high) {
    private static final double NORMAL_95 = 1.96;

    /** Of at least one difference. */
    public static Median of(double[] differences) {
        double[] sorted = differences.clone();
        Arrays.sort(sorted);
        int count = sorted.length;
        double half = NORMAL_95 * Math.sqrt(count) / 2;
        int low = (int) Math.max(0, Math.floor(count / 2.0 - half));
        int high = (int) Math.min(count - 1, Math.ceil(count / 2.0 + half));
        double middle = count % 2 == 1 ? sorted[count / 2] : (sorted[count / 2 - 1] + sorted[count / 2]) / 2;
        return new Median(middle, sorted[low], sorted[high]);
    }
}
