package io.kintsugi.engine.backend;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.node.GuardIdentity;
import io.kintsugi.node.GuardTarget;
import io.kintsugi.router.plan.ShardId;
import io.kintsugi.topology.Keyspace;
import io.kintsugi.topology.Node;
import io.kintsugi.topology.ReplicaSet;
import io.kintsugi.topology.Shard;
import io.kintsugi.topology.Topology;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One topology, indexed for the engine: the primary of each shard, and what each primary's guard row must say.
 * Immutable.
 */
public final class ClusterView {
    private final Topology topology;
    private final Map<ShardId, Node> primaries = new LinkedHashMap<>();
    private final Map<ShardId, Node> workbench = new LinkedHashMap<>();
    private final Map<String, GuardTarget> guards = new HashMap<>();
    private final Map<String, ShardId> shardsByGuardName = new HashMap<>();
    private final ShardId catalog;

    public ClusterView(Topology topology) {
        this.topology = topology;
        GuardIdentity.targets(topology)
                .forEach(target -> guards.put(target.replicas().primary(), target));
        for (Keyspace keyspace : topology.keyspaces().values()) {
            for (Shard shard : keyspace.shards()) {
                index(new ShardId(keyspace.name(), shard.name()), shard.replicas());
            }
        }
        this.catalog = shardsByGuardName.getOrDefault(
                guard(topology.catalog().primary()).orElseThrow().identity().shard(), ShardId.CATALOG);
        if (catalog.equals(ShardId.CATALOG)) {
            index(ShardId.CATALOG, topology.catalog());
        }
        for (String node : topology.workbench()) {
            ShardId database = new ShardId(Topology.WORKBENCH, node);
            workbench.put(database, topology.node(node));
            shardsByGuardName.put(GuardIdentity.workbench(node), database);
        }
    }

    private void index(ShardId shard, ReplicaSet replicas) {
        primaries.put(shard, topology.node(replicas.primary()));
        guard(replicas.primary())
                .ifPresent(target -> shardsByGuardName.put(target.identity().shard(), shard));
    }

    public Topology topology() {
        return topology;
    }

    /**
     * The catalog, or the shard whose database is the catalog too: one database must go by one name in a transaction.
     */
    public ShardId canonical(ShardId shard) {
        return shard.equals(ShardId.CATALOG) ? catalog : shard;
    }

    /** Databases with all tables and no rows, which queries can lease; none where the catalog is a shard too. */
    public List<ShardId> leasable() {
        if (!workbench.isEmpty()) {
            return List.copyOf(workbench.keySet());
        }
        return catalog.equals(ShardId.CATALOG) ? List.of(ShardId.CATALOG) : List.of();
    }

    /** The databases of the workbench that are nothing else. */
    public Set<ShardId> workbench() {
        return Collections.unmodifiableSet(workbench.keySet());
    }

    /** Every database with rows once, the catalog first, then shards in written order. */
    public List<ShardId> databases() {
        List<ShardId> all = new ArrayList<>();
        all.add(catalog);
        primaries.keySet().stream().filter(shard -> !shard.equals(catalog)).forEach(all::add);
        return all;
    }

    /** TOPOLOGY_STALE when there is no such shard any more. */
    public Node primary(ShardId shard) {
        Node node = primaries.get(canonical(shard));
        if (node == null) {
            node = workbench.get(shard);
        }
        if (node == null) {
            throw new ShardException(
                    ErrorCode.TOPOLOGY_STALE,
                    "There is no shard " + shard + " in version " + topology.version() + " of the topology.");
        }
        return node;
    }

    /** What the guard row of this primary must say; empty when the node is no primary. */
    public Optional<GuardTarget> guard(String node) {
        return Optional.ofNullable(guards.get(node));
    }

    /** The name of the shard in guard rows and in the journal. */
    public String guardName(ShardId shard) {
        return guard(primary(shard).name()).orElseThrow().identity().shard();
    }

    /** The shard of that guard name. */
    public Optional<ShardId> byGuardName(String name) {
        return Optional.ofNullable(shardsByGuardName.get(name));
    }

    /** Whether this very node is a primary here. */
    public boolean usesAsPrimary(Node node) {
        return guards.containsKey(node.name()) && node.equals(topology.nodes().get(node.name()));
    }
}
