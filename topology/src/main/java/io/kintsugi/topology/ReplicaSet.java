package io.kintsugi.topology;

import java.util.HashSet;
import java.util.List;

/**
 * One primary, the first node, and its replicas. {@code sync} replicas acknowledge each commit; {@code epoch} grows at
 * each new primary.
 */
public record ReplicaSet(List<String> nodes, int sync, long epoch) {
    public static final long FIRST_EPOCH = 1;

    public ReplicaSet {
        nodes = List.copyOf(nodes);
        if (nodes.isEmpty()) {
            throw TopologyErrors.invalid("A replica set needs at least one node.");
        }
        if (new HashSet<>(nodes).size() < nodes.size()) {
            throw TopologyErrors.invalid("A replica set lists a node twice: " + nodes + ".");
        }
        if (sync < 0 || sync > nodes.size() - 1) {
            throw TopologyErrors.invalid("sync is " + sync + ", but " + nodes + " has " + (nodes.size() - 1)
                    + " replicas beside its primary.");
        }
        if (epoch < FIRST_EPOCH) {
            throw TopologyErrors.invalid("Epoch " + epoch + " is below " + FIRST_EPOCH + ".");
        }
    }

    public String primary() {
        return nodes.get(0);
    }

    public List<String> replicas() {
        return nodes.subList(1, nodes.size());
    }
}
