package io.kintsugi.jdbc;

import io.kintsugi.topology.remote.ManagerEndpoint;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** Where a URL says the topology is. */
sealed interface TopologySource {

    /** A file, read once. Equal for two ways to write one path. */
    record File(Path path) implements TopologySource {
        public File {
            path = path.toAbsolutePath().normalize();
        }
    }

    /** A resource on the class path, read once. */
    record Classpath(String name) implements TopologySource {
        public Classpath {
            Objects.requireNonNull(name, "name");
        }
    }

    /** Managers, followed as long as somebody uses the cluster. */
    record Managers(List<ManagerEndpoint> endpoints, String cluster) implements TopologySource {
        public Managers {
            endpoints = List.copyOf(endpoints);
            Objects.requireNonNull(cluster, "cluster");
        }
    }
}
