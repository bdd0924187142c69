package io.kintsugi.manager.store;

import static java.util.Objects.requireNonNull;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps each version in a file of its own in one folder, for a single manager. Thread-safe: one lock around the
 * comparison and its write, since they are one act; listeners are called after it is released.
 */
public final class FileTopologyStore implements TopologyStore {
    private static final Logger LOGGER = LoggerFactory.getLogger(FileTopologyStore.class);

    private final VersionFiles files;
    private final StateFolderLock folderLock;
    private final Clock clock;
    private final List<Consumer<StoredTopology>> listeners = new CopyOnWriteArrayList<>();
    private final Object writing = new Object();
    private volatile Optional<StoredTopology> newest;

    private FileTopologyStore(VersionFiles files, StateFolderLock folderLock, Clock clock) {
        this.files = files;
        this.folderLock = folderLock;
        this.clock = clock;
        this.newest = files.newest().map(this::withNewNumber);
    }

    /**
     * After a damaged version was moved aside, the one before it comes back under a new number: clients may have seen
     * the lost number already and would never take one below it.
     */
    private StoredTopology withNewNumber(StoredTopology found) {
        long highest = files.highestSeen();
        if (highest == found.version()) {
            return found;
        }
        StoredTopology renewed = new StoredTopology(highest + 1, clock.instant(), found.change());
        files.write(renewed);
        return renewed;
    }

    /** Opens or makes the folder; STATE_LOCKED, STATE_CORRUPT or STATE_IO where that is not possible. */
    public static FileTopologyStore open(Path folder, int versionsKept, Clock clock) {
        requireNonNull(folder, "folder");
        requireNonNull(clock, "clock");
        try {
            Files.createDirectories(folder);
            StateFolderLock lock = StateFolderLock.acquire(folder);
            try {
                return new FileTopologyStore(VersionFiles.open(folder, versionsKept), lock, clock);
            } catch (IOException | RuntimeException failure) {
                lock.close();
                throw failure;
            }
        } catch (IOException failure) {
            throw new ShardException(
                    ErrorCode.STATE_IO, "The state folder " + folder + " cannot be used: " + failure + ".", failure);
        }
    }

    @Override
    public Optional<StoredTopology> get() {
        return newest;
    }

    @Override
    public StoredTopology compareAndSet(long expectedVersion, TopologyChange change) {
        StoredTopology stored;
        synchronized (writing) {
            long version = newest.map(StoredTopology::version).orElse(0L);
            if (version != expectedVersion) {
                throw conflict(expectedVersion, version);
            }
            stored = new StoredTopology(Math.max(version, files.highestSeen()) + 1, clock.instant(), change);
            files.write(stored);
            newest = Optional.of(stored);
        }
        listeners.forEach(listener -> listener.accept(stored));
        return stored;
    }

    private static ShardException conflict(long expected, long actual) {
        return new ShardException(
                ErrorCode.VERSION_CONFLICT,
                "The change was made for version " + expected + " of the topology, in force is version " + actual
                        + ".");
    }

    @Override
    public Watch watch(Consumer<StoredTopology> listener) {
        listeners.add(requireNonNull(listener, "listener"));
        return () -> listeners.remove(listener);
    }

    @Override
    public void close() {
        try {
            folderLock.close();
        } catch (IOException failure) {
            // Nothing is lost: every version is durable, and the lock ends with the process.
            LOGGER.warn("The lock of the state folder could not be released", failure);
        }
    }
}
