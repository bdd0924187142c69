package io.kintsugi.topology;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A topology that never changes, as read from a file. Thread-safe. */
public final class FixedTopology implements TopologyReader {
    private final Topology topology;
    private final CountDownLatch closed = new CountDownLatch(1);

    public FixedTopology(Topology topology) {
        this.topology = requireNonNull(topology, "topology");
    }

    @Override
    public Topology current() {
        return topology;
    }

    @Override
    public boolean awaitNewerThan(long version, Duration limit) throws InterruptedException {
        if (topology.version() > version) {
            return true;
        }
        // Nothing newer can come, yet a caller that follows changes in a loop must not spin.
        boolean stopped = closed.await(limit.toNanos(), TimeUnit.NANOSECONDS);
        return stopped && topology.version() > version;
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
