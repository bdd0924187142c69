package io.kintsugi.manager.page;

import io.kintsugi.manager.health.ClusterHealth;
import io.kintsugi.manager.health.NodeHealth;
import io.kintsugi.manager.health.ShardHealth;
import io.kintsugi.node.probe.NodeFacts;
import io.kintsugi.node.probe.NodeReport;
import io.kintsugi.node.probe.ProbeFailure;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Every node with what was seen at the latest look; those that need one come first. */
final class NodesSection {
    private static final int NODES_MAX = 200;
    private static final int MESSAGE_CHARACTERS_MAX = 300;

    private record Placed(ShardHealth shard, NodeHealth node) {}

    private NodesSection() {}

    static void render(Markup page, StatusView view) {
        view.health().ifPresent(health -> render(page, view, health));
    }

    private static void render(Markup page, StatusView view, ClusterHealth health) {
        List<Placed> nodes = health.shards().stream()
                .flatMap(shard -> shard.nodes().stream().map(node -> new Placed(shard, node)))
                .sorted(Comparator.comparing((Placed placed) -> placed.node().condition())
                        .reversed())
                .toList();
        Listing listing = Listing.open(
                page, "nodes", "Nodes", "", "Node", "State", "Serves", "Cell", "Address", "Server", "Looked at");
        nodes.stream().limit(NODES_MAX).forEach(placed -> row(listing, placed));
        listing.close(nodes.size(), NODES_MAX, "");
        Words.command(page, view, view.baseUrl() + "/v1/nodes");
    }

    private static void row(Listing listing, Placed placed) {
        NodeHealth node = placed.node();
        Optional<NodeReport> report = node.report();
        listing.styled(
                node.condition().label(),
                node.node().name(),
                node.condition().symbol() + " " + node.summary() + detail(report),
                serves(placed.shard()),
                node.node().cell(),
                node.node().address(),
                report.flatMap(NodeReport::facts).map(NodesSection::server).orElse("–"),
                report.map(known -> StatusPage.CLOCK.format(known.time())).orElse("–"));
    }

    private static String serves(ShardHealth shard) {
        return shard.keyspace().equals(shard.shard()) ? shard.shard() : shard.keyspace() + " / " + shard.shard();
    }

    private static String server(NodeFacts facts) {
        String replicas = facts.replicas().stream()
                .map(link -> link.applicationName() + " " + (link.syncState().isEmpty() ? "?" : link.syncState()))
                .collect(Collectors.joining(", "));
        return facts.serverVersion() + (replicas.isEmpty() ? "" : " → " + replicas);
    }

    private static String detail(Optional<NodeReport> report) {
        return report.flatMap(NodeReport::failure)
                .map(ProbeFailure::message)
                .map(message -> ". " + Words.shortened(message, MESSAGE_CHARACTERS_MAX))
                .orElse("");
    }
}
