package io.kintsugi.benchmarks.tiers;

/**
 * What one contestant's turn cost.
 *
 * @param clientNanos CPU of this process: whoever has threads of its own pays for them
 * @param serverNanos CPU of the servers' processes; 0 where nobody looks
 * @param bytes allocated by the threads of this process
 */
record Turn(int calls, long wallNanos, long clientNanos, long serverNanos, long bytes) {
    double wallMicros() {
        return wallNanos / 1e3 / calls;
    }

    double clientMicros() {
        return clientNanos / 1e3 / calls;
    }

    double serverMicros() {
        return serverNanos / 1e3 / calls;
    }

    double cpuMicros() {
        return clientMicros() + serverMicros();
    }

    double bytesPerCall() {
        return (double) bytes / calls;
    }
}
