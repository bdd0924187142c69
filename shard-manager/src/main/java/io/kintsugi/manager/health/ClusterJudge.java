package io.kintsugi.manager.health;

import io.kintsugi.node.probe.NodeReport;
import io.kintsugi.node.probe.NodeRole;
import io.kintsugi.topology.Keyspace;
import io.kintsugi.topology.ReplicaSet;
import io.kintsugi.topology.Shard;
import io.kintsugi.topology.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Judges a cluster by the latest report of each node. Pure. */
public final class ClusterJudge {
    private final NodeJudge nodeJudge;

    /** A replica that is further behind than this is worth watching. */
    public ClusterJudge(int lagMillisMax) {
        this.nodeJudge = new NodeJudge(lagMillisMax);
    }

    public ClusterHealth judge(Topology topology, Map<String, NodeReport> reports) {
        List<ShardHealth> shards = new ArrayList<>();
        boolean catalogIsShard = false;
        for (Keyspace keyspace : topology.keyspaces().values()) {
            for (Shard shard : keyspace.shards()) {
                shards.add(judge(topology, keyspace.name(), shard.name(), shard.replicas(), reports));
                catalogIsShard |=
                        shard.replicas().primary().equals(topology.catalog().primary());
            }
        }
        if (!catalogIsShard) {
            shards.add(judge(topology, ShardHealth.CATALOG, ShardHealth.CATALOG, topology.catalog(), reports));
        }
        Condition condition = shards.stream().map(ShardHealth::condition).reduce(Condition.WELL, Condition::worse);
        return new ClusterHealth(condition, headline(condition, shards), shards);
    }

    private ShardHealth judge(
            Topology topology, String keyspace, String shard, ReplicaSet set, Map<String, NodeReport> reports) {
        List<NodeHealth> nodes = new ArrayList<>();
        for (String name : set.nodes()) {
            NodeRole role = name.equals(set.primary()) ? NodeRole.PRIMARY : NodeRole.REPLICA;
            nodes.add(nodeJudge.judge(topology.node(name), role, Optional.ofNullable(reports.get(name))));
        }
        return ShardJudge.judge(keyspace, shard, set.sync(), nodes);
    }

    private static String headline(Condition condition, List<ShardHealth> shards) {
        List<ShardHealth> concerned =
                shards.stream().filter(shard -> shard.condition() == condition).toList();
        return switch (condition) {
            case WELL -> "All is well.";
            case UNKNOWN -> "Having a first look around.";
            case WATCH -> "Serving, with " + count(concerned.size(), "shard", "shards") + " to watch.";
            case BROKEN -> capitalized(count(concerned.size(), "shard needs", "shards need")) + " help.";
        };
    }

    private static String count(int number, String one, String many) {
        String word = number == 1 ? "one" : Integer.toString(number);
        return word + " " + (number == 1 ? one : many);
    }

    private static String capitalized(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
