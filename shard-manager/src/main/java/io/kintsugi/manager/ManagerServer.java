package io.kintsugi.manager;

import static java.util.Objects.requireNonNull;

import io.kintsugi.manager.config.ManagerConfig;
import io.kintsugi.manager.config.ManagerLimits;
import io.kintsugi.topology.Secret;
import io.kintsugi.topology.Topology;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A running manager: serves the topology of one cluster over HTTP, with a status page. Thread-safe. Stops when closed;
 * until then it holds its state folder and its port.
 */
public final class ManagerServer implements AutoCloseable {
    private final ManagerConfig config;
    private final ManagerParts parts;

    private ManagerServer(ManagerConfig config, ManagerParts parts) {
        this.config = config;
        this.parts = parts;
    }

    /** A manager whose state lies in the given folder, which is made where it is missing. */
    public static Builder builder(Path stateFolder) {
        return new Builder(stateFolder);
    }

    /**
     * Listens when this returns.
     *
     * @throws io.kintsugi.errors.ShardException PORT_IN_USE, STATE_LOCKED, STATE_CORRUPT, STATE_IO, TOPOLOGY_INVALID
     */
    public static ManagerServer start(ManagerConfig config) {
        return new ManagerServer(config, ManagerParts.start(config));
    }

    /** The port it listens on. */
    public int port() {
        return parts.http().port();
    }

    /** The address of the status page, for people and programs on the same machine. */
    public URI pageAddress() {
        String host = config.isLoopback() ? ManagerConfig.DEFAULT_BIND_ADDRESS : config.bindAddress();
        return URI.create("http://" + (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port() + "/");
    }

    /** The topology in force; empty until there is one. */
    public Optional<Topology> topology() {
        return parts.api().publisher().current().map(published -> published.topology());
    }

    /** Why the cluster file, as it is now, is not in force; empty where it is. */
    public Optional<String> clusterFileProblem() {
        return parts.api().publisher().fileProblem().map(problem -> problem.message());
    }

    @Override
    public void close() {
        parts.close();
    }

    /** Collects settings; every one has a default. Confined to one thread. */
    public static final class Builder {
        private final Path stateFolder;
        private String bindAddress = ManagerConfig.DEFAULT_BIND_ADDRESS;
        private int port = ManagerConfig.DEFAULT_PORT;
        private Optional<Path> clusterFile = Optional.empty();
        private Optional<Secret> token = Optional.empty();
        private ManagerLimits limits = ManagerLimits.defaults();

        private Builder(Path stateFolder) {
            this.stateFolder = requireNonNull(stateFolder, "stateFolder");
        }

        public Builder bindAddress(String address) {
            bindAddress = requireNonNull(address, "address");
            return this;
        }

        /** 0: a free one. */
        public Builder port(int number) {
            port = number;
            return this;
        }

        /** Imported at the start and followed from then on. */
        public Builder clusterFile(Path file) {
            clusterFile = Optional.of(file);
            return this;
        }

        /** The token itself, or {@code ${file:path}}. */
        public Builder token(String written) {
            token = Optional.of(ManagerConfig.readToken(written));
            return this;
        }

        public Builder limits(ManagerLimits values) {
            limits = requireNonNull(values, "values");
            return this;
        }

        public ManagerServer start() {
            return ManagerServer.start(new ManagerConfig(bindAddress, port, stateFolder, clusterFile, token, limits));
        }
    }
}
