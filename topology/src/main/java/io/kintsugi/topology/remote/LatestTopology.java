package io.kintsugi.topology.remote;

import io.kintsugi.topology.Topology;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The newest topology known and those who wait for a newer one. Thread-safe: reads take no lock. */
final class LatestTopology {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private volatile Topology topology;
    private volatile boolean closed;

    LatestTopology(Topology first) {
        this.topology = first;
    }

    Topology current() {
        return topology;
    }

    /** Called by one thread only; the version grows. */
    void publish(Topology newer) {
        if (newer.version() <= topology.version()) {
            throw new IllegalStateException("Version " + newer.version() + " is not newer than " + topology.version());
        }
        lock.lock();
        try {
            topology = newer;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean awaitNewerThan(long version, Duration limit) throws InterruptedException {
        long nanos = limit.toNanos();
        lock.lock();
        try {
            while (topology.version() <= version && !closed && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
            return topology.version() > version;
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
