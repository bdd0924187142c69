package io.kintsugi.examples.tpcc.run;

/**
 * One type of transaction in a finished run. Durations are microseconds from the first attempt to the answer of
 * COMMIT or ROLLBACK, retries included.
 */
public record TypeSummary(
        long committed,
        long userAborts,
        long retries,
        long errors,
        long p50Micros,
        long p90Micros,
        long p95Micros,
        long p99Micros,
        long maxMicros) {

    public long completed() {
        return committed + userAborts;
    }
}
