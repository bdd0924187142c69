package io.kintsugi.manager.publish;

import static java.util.Objects.requireNonNull;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.manager.journal.Journal;
import io.kintsugi.manager.store.StoredTopology;
import io.kintsugi.manager.store.TopologyChange;
import io.kintsugi.manager.store.TopologyOrigin;
import io.kintsugi.manager.store.TopologyStore;
import io.kintsugi.topology.Credentials;
import io.kintsugi.topology.Topology;
import io.kintsugi.topology.yaml.TopologyYaml;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Decides which topology is in force. Thread-safe: readers see one reference; changes, which are rare and must keep
 * their order, take one lock over check and store, and tell the listeners after it.
 */
public final class TopologyPublisher {
    private static final String API_SOURCE = "the request";

    private final TopologyStore store;
    private final Optional<Path> clusterFile;
    private final ClusterText reader;
    private final Journal journal;
    private final Clock clock;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final ReentrantLock changing = new ReentrantLock();
    private volatile Optional<PublishedTopology> current = Optional.empty();
    private volatile Optional<FileProblem> fileProblem = Optional.empty();
    private Optional<Credentials> fileCredentials = Optional.empty();
    private String digestSeen = "";

    public TopologyPublisher(
            TopologyStore store,
            Optional<Path> clusterFile,
            Function<String, Optional<String>> environment,
            Journal journal,
            Clock clock) {
        this.store = requireNonNull(store, "store");
        this.clusterFile = clusterFile.map(Path::toAbsolutePath);
        this.reader = new ClusterText(
                this.clusterFile.map(Path::getParent).orElse(Path.of("").toAbsolutePath()), environment);
        this.journal = requireNonNull(journal, "journal");
        this.clock = requireNonNull(clock, "clock");
    }

    /**
     * Takes over what is stored, then the cluster file where it has changed since.
     *
     * @throws ShardException where a file is named and there is no other topology, or the stored one cannot be read
     */
    public void start() {
        pollFile();
        if (current.isEmpty() && store.get().isPresent()) {
            publishStored(store.get().get());
        }
        if (current.isEmpty() && fileProblem.isPresent()) {
            throw new ShardException(
                            ErrorCode.TOPOLOGY_INVALID, fileProblem.get().message())
                    .withRemedy("Correct the cluster file; there is no earlier topology to go on with.");
        }
    }

    private void publishStored(StoredTopology stored) {
        TopologyOrigin origin = stored.change().origin();
        publish(stored, reader.parse(stored.change().text(), "version " + stored.version(), origin));
    }

    public Optional<PublishedTopology> current() {
        return current;
    }

    public Optional<Path> clusterFile() {
        return clusterFile;
    }

    /** Present while the cluster file, as it is now, is refused. */
    public Optional<FileProblem> fileProblem() {
        return fileProblem;
    }

    /** Calls the listener after each change of the topology in force or of the file's problem. */
    public void onChange(Runnable listener) {
        listeners.add(requireNonNull(listener, "listener"));
    }

    /**
     * Brings a text from the API into force, if the version in force is still the expected one.
     *
     * @throws ShardException TOPOLOGY_INVALID with positions, or VERSION_CONFLICT; then all stays as it was
     */
    public PublishedTopology replace(long expectedVersion, String text) {
        PublishedTopology published = change(() -> {
            Topology topology = reader.parse(text, API_SOURCE, TopologyOrigin.API);
            String fileDigest =
                    store.get().map(stored -> stored.change().fileDigest()).orElse("");
            TopologyChange change = new TopologyChange(TopologyOrigin.API, fileDigest, text);
            return publish(store.compareAndSet(expectedVersion, change), topology);
        });
        journal.note("Version " + published.version() + " of the topology came in force through the API.");
        tellListeners();
        return published;
    }

    /** Looks at the cluster file; an invalid one leaves the topology in force and is reported. */
    public void pollFile() {
        if (clusterFile.isPresent() && change(() -> takeFile(clusterFile.get()))) {
            tellListeners();
        }
    }

    /**
     * A refused file is read again at each look: what it lacked may lie outside of it, such as a file with a secret.
     */
    private boolean takeFile(Path file) {
        try {
            String text = ClusterText.read(file);
            String digest = ClusterText.digest(text);
            if (digest.equals(digestSeen) && fileProblem.isEmpty()) {
                return false;
            }
            digestSeen = digest;
            takeText(file, text, digest);
            fileProblem = Optional.empty();
            return true;
        } catch (ShardException failure) {
            return refuse(file, failure);
        }
    }

    private void takeText(Path file, String text, String digest) {
        Topology topology = reader.parse(text, String.valueOf(file.getFileName()), TopologyOrigin.FILE);
        fileCredentials = topology.credentials();
        Optional<StoredTopology> stored = store.get();
        if (stored.isPresent() && stored.get().change().fileDigest().equals(digest)) {
            publishStored(stored.get());
            return;
        }
        long expected = stored.map(StoredTopology::version).orElse(0L);
        TopologyChange change = new TopologyChange(TopologyOrigin.FILE, digest, text);
        PublishedTopology published = publish(store.compareAndSet(expected, change), topology);
        journal.note("Version " + published.version() + " of the topology came in force from " + file + ".");
    }

    private boolean refuse(Path file, ShardException failure) {
        String message = failure.getMessage();
        if (fileProblem.map(FileProblem::message).filter(message::equals).isPresent()) {
            return false;
        }
        fileProblem = Optional.of(new FileProblem(file, clock.instant(), message));
        journal.error("The cluster file was not taken over: " + message);
        return true;
    }

    private PublishedTopology publish(StoredTopology stored, Topology parsed) {
        Topology topology = parsed.withVersion(stored.version());
        if (topology.credentials().isEmpty()) {
            topology = topology.withCredentials(fileCredentials);
        }
        String yaml = TopologyYaml.write(topology.withCredentials(Optional.empty()));
        PublishedTopology published =
                new PublishedTopology(topology, stored.time(), stored.change().origin(), yaml);
        current = Optional.of(published);
        return published;
    }

    private <T> T change(Supplier<T> action) {
        changing.lock();
        try {
            return action.get();
        } finally {
            changing.unlock();
        }
    }

    private void tellListeners() {
        listeners.forEach(Runnable::run);
    }
}
