package io.kintsugi.topology;

import java.time.Duration;

/** Where the data plane learns the topology. Thread-safe. */
public interface TopologyReader extends AutoCloseable {
    /** The newest topology known; never blocks. */
    Topology current();

    /**
     * Waits until a topology newer than {@code version} is known.
     *
     * @return false when the limit passed without one
     */
    boolean awaitNewerThan(long version, Duration limit) throws InterruptedException;

    /** Stops following changes; waiting callers return. */
    @Override
    void close();
}
