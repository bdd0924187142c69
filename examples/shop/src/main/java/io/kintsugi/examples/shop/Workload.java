package io.kintsugi.examples.shop;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * What a run did.
 *
 * @param placed orders placed
 * @param paid orders paid
 * @param queried reads of any kind
 * @param failed operations that ended in an error and were rolled back
 * @param firstErrors the first few of those errors
 * @param elapsed from the first operation to the last
 * @param medianMicros half of all operations took no longer
 * @param p99Micros 99 of 100 operations took no longer
 */
public record Workload(
        long placed,
        long paid,
        long queried,
        long failed,
        List<String> firstErrors,
        Duration elapsed,
        long medianMicros,
        long p99Micros) {
    public Workload {
        firstErrors = List.copyOf(firstErrors);
        Objects.requireNonNull(elapsed, "elapsed");
    }

    /** All that went well. */
    public long operations() {
        return placed + paid + queried;
    }

    public double operationsPerSecond() {
        return operations() / Math.max(elapsed.toNanos() / 1e9, 1e-9);
    }
}
