package io.kintsugi.examples.tpcc.run;

/** What one type of transaction has come to so far. Confined to one thread. */
final class TypeCounts {

    private final LatencyHistogram latency = new LatencyHistogram();
    private long committed;
    private long userAborts;
    private long retries;
    private long errors;

    void completed(boolean commits, long micros) {
        committed += commits ? 1 : 0;
        userAborts += commits ? 0 : 1;
        latency.record(micros);
    }

    void retried() {
        retries++;
    }

    void failed() {
        errors++;
    }

    void add(TypeCounts other) {
        committed += other.committed;
        userAborts += other.userAborts;
        retries += other.retries;
        errors += other.errors;
        latency.add(other.latency);
    }

    TypeSummary summary() {
        return new TypeSummary(
                committed,
                userAborts,
                retries,
                errors,
                latency.percentileMicros(0.50),
                latency.percentileMicros(0.90),
                latency.percentileMicros(0.95),
                latency.percentileMicros(0.99),
                latency.largestMicros());
    }
}
