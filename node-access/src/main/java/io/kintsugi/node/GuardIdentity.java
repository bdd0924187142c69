package io.kintsugi.node;

import io.kintsugi.topology.Keyspace;
import io.kintsugi.topology.ReplicaSet;
import io.kintsugi.topology.Shard;
import io.kintsugi.topology.Topology;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Which replica set of which cluster a database belongs to.
 *
 * @param shard {@code keyspace/shard}, or {@code catalog}; a shard that is the catalog too goes by its shard name
 */
public record GuardIdentity(String cluster, String shard) {
    /** The name of a catalog that is no shard. */
    public static final String CATALOG = "catalog";

    public GuardIdentity {
        Objects.requireNonNull(cluster, "cluster");
        Objects.requireNonNull(shard, "shard");
    }

    /** The name of a database of the workbench. */
    public static String workbench(String node) {
        return Topology.WORKBENCH + "/" + node;
    }

    /** The replica sets of a cluster and what their guard rows say; each once, the catalog first. */
    public static Collection<GuardTarget> targets(Topology topology) {
        Map<String, GuardTarget> byPrimary = new LinkedHashMap<>();
        put(byPrimary, topology, CATALOG, topology.catalog());
        for (String node : topology.workbench()) {
            put(byPrimary, topology, workbench(node), new ReplicaSet(List.of(node), 0, ReplicaSet.FIRST_EPOCH));
        }
        for (Keyspace keyspace : topology.keyspaces().values()) {
            for (Shard shard : keyspace.shards()) {
                put(byPrimary, topology, keyspace.name() + "/" + shard.name(), shard.replicas());
            }
        }
        return byPrimary.values();
    }

    /** What the guard row of the replica set with this primary node must say. */
    public static GuardTarget target(Topology topology, ReplicaSet replicas) {
        return targets(topology).stream()
                .filter(target -> target.replicas().primary().equals(replicas.primary()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(replicas + " is not part of " + topology));
    }

    private static void put(Map<String, GuardTarget> byPrimary, Topology topology, String name, ReplicaSet replicas) {
        byPrimary.put(replicas.primary(), new GuardTarget(new GuardIdentity(topology.cluster(), name), replicas));
    }

    @Override
    public String toString() {
        return "shard '" + shard + "' of cluster '" + cluster + "'";
    }
}
