package io.kintsugi.examples.shop;

import java.util.concurrent.atomic.AtomicLongArray;

/** How long operations took, in buckets 5 % apart. Thread-safe, of fixed size. */
final class Latencies {
    private static final int BUCKETS = 400;
    private static final double STEP = Math.log(1.05);

    private final AtomicLongArray counts = new AtomicLongArray(BUCKETS);

    void add(long nanos) {
        double micros = Math.max(1, nanos / 1_000.0);
        counts.incrementAndGet((int) Math.min(BUCKETS - 1, Math.log(micros) / STEP));
    }

    /** The least number of microseconds that this share of all operations did not exceed; 0 when there are none. */
    long microsAt(double share) {
        long all = 0;
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            all += counts.get(bucket);
        }
        long wanted = (long) Math.ceil(all * share);
        long seen = 0;
        for (int bucket = 0; bucket < BUCKETS && wanted > 0; bucket++) {
            seen += counts.get(bucket);
            if (seen >= wanted) {
                return Math.round(Math.exp((bucket + 1) * STEP));
            }
        }
        return 0;
    }
}
