package io.kintsugi.examples.tpcc.run;

/**
 * Counts durations in buckets whose width grows with the value, so that every percentile is right within 1/64 of
 * itself, in constant memory. Microseconds. Confined to one thread.
 */
final class LatencyHistogram {

    private static final int LINEAR_BITS = 7;
    private static final int LINEAR = 1 << LINEAR_BITS;
    private static final int BUCKETS_PER_POWER = LINEAR / 2;
    private static final int POWERS = 40;

    private final long[] counts = new long[LINEAR + BUCKETS_PER_POWER * POWERS];
    private long total;
    private long largestMicros;

    void record(long micros) {
        counts[bucketOf(micros)]++;
        total++;
        largestMicros = Math.max(largestMicros, micros);
    }

    void add(LatencyHistogram other) {
        for (int bucket = 0; bucket < counts.length; bucket++) {
            counts[bucket] += other.counts[bucket];
        }
        total += other.total;
        largestMicros = Math.max(largestMicros, other.largestMicros);
    }

    /** The least value that at least this share (above 0, at most 1) of the durations do not exceed; 0 when empty. */
    long percentileMicros(double share) {
        long wanted = (long) Math.ceil(share * total);
        long seen = 0;
        for (int bucket = 0; bucket < counts.length && total > 0; bucket++) {
            seen += counts[bucket];
            if (seen >= wanted) {
                return Math.min(upperBound(bucket), largestMicros);
            }
        }
        return largestMicros;
    }

    long largestMicros() {
        return largestMicros;
    }

    private static int bucketOf(long micros) {
        if (micros < LINEAR) {
            return (int) Math.max(0, micros);
        }
        int power = Long.SIZE - Long.numberOfLeadingZeros(micros) - LINEAR_BITS;
        int capped = Math.min(power, POWERS);
        long withinPower = Math.min((micros >>> capped) - BUCKETS_PER_POWER, BUCKETS_PER_POWER - 1);
        return LINEAR + (capped - 1) * BUCKETS_PER_POWER + (int) withinPower;
    }

    private static long upperBound(int bucket) {
        if (bucket < LINEAR) {
            return bucket;
        }
        int power = (bucket - LINEAR) / BUCKETS_PER_POWER + 1;
        long withinPower = (long) ((bucket - LINEAR) % BUCKETS_PER_POWER) + BUCKETS_PER_POWER;
        return ((withinPower + 1) << power) - 1;
    }
}
