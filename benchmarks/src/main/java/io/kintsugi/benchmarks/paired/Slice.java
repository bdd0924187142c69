package io.kintsugi.benchmarks.paired;

/**
 * What one contestant did in its turn.
 *
 * @param cpuNanos of the whole process: whoever has threads of its own pays for them
 */
record Slice(long calls, long wallNanos, long cpuNanos, long bytes, long medianNanos) {
    double cpuMicros() {
        return cpuNanos / 1e3 / calls;
    }

    double medianMicros() {
        return medianNanos / 1e3;
    }

    double callsPerSecond() {
        return calls * 1e9 / wallNanos;
    }

    double bytesPerCall() {
        return (double) bytes / calls;
    }
}
