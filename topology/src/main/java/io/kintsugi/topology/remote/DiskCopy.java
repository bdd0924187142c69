package io.kintsugi.topology.remote;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.topology.Topology;
import io.kintsugi.topology.storage.StateFile;
import io.kintsugi.topology.yaml.TopologyYaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The last topology on disk, for a start while every manager is away. Holds no secrets. Confined to one thread. */
final class DiskCopy {
    private final Path folder;
    private final Path file;
    private final String cluster;

    DiskCopy(Path folder, String cluster) {
        this.folder = folder;
        this.cluster = cluster;
        // A name from a URL becomes a file name: what could lead out of the folder is replaced.
        this.file = folder.resolve("topology-" + cluster.replaceAll("[^A-Za-z0-9_-]", "_") + ".yaml");
    }

    Path file() {
        return file;
    }

    /** Empty where nothing was kept; a ShardException where it is damaged or of another cluster. */
    Optional<Topology> read() {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        StateFile state = StateFile.readFrom(file);
        if (!state.fact("cluster").equals(cluster)) {
            throw new ShardException(
                    ErrorCode.STATE_CORRUPT,
                    "The file " + file + " is of cluster '" + state.fact("cluster") + "', not '" + cluster + "'.");
        }
        return Optional.of(ManagerClient.parse(state.body(), file.toString()).withVersion(state.number("version")));
    }

    void write(Topology topology) {
        try {
            Files.createDirectories(folder);
        } catch (IOException failure) {
            throw new ShardException(
                    ErrorCode.STATE_IO, "The folder " + folder + " cannot be made: " + failure + ".", failure);
        }
        Map<String, String> facts = Map.of("version", Long.toString(topology.version()), "cluster", cluster);
        new StateFile(facts, TopologyYaml.write(topology)).writeTo(file);
    }
}
