package io.kintsugi.manager.publish;

import static java.util.Objects.requireNonNull;

import io.kintsugi.manager.store.TopologyOrigin;
import io.kintsugi.topology.Topology;
import java.time.Instant;

/**
 * The topology in force.
 *
 * @param topology with the credentials of the nodes: for the manager's own probes only
 * @param yaml what clients get: the same without any secret
 */
public record PublishedTopology(Topology topology, Instant time, TopologyOrigin origin, String yaml) {
    public PublishedTopology {
        requireNonNull(topology, "topology");
        requireNonNull(time, "time");
        requireNonNull(origin, "origin");
        requireNonNull(yaml, "yaml");
    }

    public long version() {
        return topology.version();
    }
}
