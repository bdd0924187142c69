package io.kintsugi.manager.store;

import java.util.Optional;
import java.util.function.Consumer;

/** Keeps the topology, one version after the other. Thread-safe; a version that was returned is durable. */
public interface TopologyStore extends AutoCloseable {
    /** The newest version; empty: there is none yet. STATE_CORRUPT or STATE_IO where it cannot be read. */
    Optional<StoredTopology> get();

    /**
     * Stores the next version if the newest is still the expected one, 0 for none.
     *
     * @throws io.kintsugi.errors.ShardException VERSION_CONFLICT where it is not; then nothing is stored
     */
    StoredTopology compareAndSet(long expectedVersion, TopologyChange change);

    /** Calls the listener with each version stored from now on, outside of any lock, until the result is closed. */
    Watch watch(Consumer<StoredTopology> listener);

    @Override
    void close();

    /** A listener's registration. */
    @FunctionalInterface
    interface Watch extends AutoCloseable {
        @Override
        void close();
    }
}
