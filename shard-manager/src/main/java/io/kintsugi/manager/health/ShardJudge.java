package io.kintsugi.manager.health;

import io.kintsugi.node.probe.NodeFacts;
import io.kintsugi.node.probe.ReplicaLink;
import java.util.List;
import java.util.Optional;

/** Judges one replica set by its nodes. Pure. */
final class ShardJudge {
    private ShardJudge() {}

    static ShardHealth judge(String keyspace, String shard, int sync, List<NodeHealth> nodes) {
        NodeHealth primary = nodes.get(0);
        List<NodeHealth> replicas = nodes.subList(1, nodes.size());
        if (primary.condition() == Condition.BROKEN) {
            return new ShardHealth(keyspace, shard, sync, Condition.BROKEN, "takes no writes", nodes);
        }
        Optional<ShardHealth> acknowledgements = primary.report()
                .flatMap(report -> report.facts())
                .flatMap(facts -> acknowledgements(keyspace, shard, sync, facts, nodes));
        if (acknowledgements.isPresent()) {
            return acknowledgements.get();
        }
        return new ShardHealth(keyspace, shard, sync, condition(primary, replicas), summary(primary, replicas), nodes);
    }

    /** With too few replicas connected, commits wait for one that may never come. */
    private static Optional<ShardHealth> acknowledgements(
            String keyspace, String shard, int sync, NodeFacts facts, List<NodeHealth> nodes) {
        boolean hidden = facts.replicas().stream().anyMatch(link -> link.state().isEmpty());
        if (sync == 0 || hidden) {
            return Optional.empty();
        }
        long streaming = facts.replicas().stream()
                .filter(link -> link.state().equals("streaming"))
                .count();
        if (streaming < sync) {
            String summary = "commits wait: " + streaming + " of " + sync + " replicas";
            return Optional.of(new ShardHealth(keyspace, shard, sync, Condition.BROKEN, summary, nodes));
        }
        if (facts.replicas().stream().noneMatch(ReplicaLink::isSynchronous)) {
            String summary = "no replica acknowledges, sync is " + sync;
            return Optional.of(new ShardHealth(keyspace, shard, sync, Condition.WATCH, summary, nodes));
        }
        return Optional.empty();
    }

    private static Condition condition(NodeHealth primary, List<NodeHealth> replicas) {
        boolean anyUneasy = replicas.stream().anyMatch(ShardJudge::isUneasy);
        boolean anyUnknown = replicas.stream().anyMatch(node -> node.condition() == Condition.UNKNOWN);
        Condition others = anyUneasy ? Condition.WATCH : anyUnknown ? Condition.UNKNOWN : Condition.WELL;
        return primary.condition().worse(others);
    }

    private static String summary(NodeHealth primary, List<NodeHealth> replicas) {
        if (primary.condition() != Condition.WELL) {
            return "primary " + primary.summary();
        }
        List<NodeHealth> uneasy = replicas.stream().filter(ShardJudge::isUneasy).toList();
        if (uneasy.size() == 1) {
            return uneasy.get(0).node().name() + " " + uneasy.get(0).summary();
        }
        if (!uneasy.isEmpty()) {
            return uneasy.size() + " of " + replicas.size() + " replicas need a look";
        }
        return "takes writes";
    }

    private static boolean isUneasy(NodeHealth node) {
        return node.condition().compareTo(Condition.WATCH) >= 0;
    }
}
