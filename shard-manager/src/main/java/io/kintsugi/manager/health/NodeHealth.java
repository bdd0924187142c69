package io.kintsugi.manager.health;

import static java.util.Objects.requireNonNull;

import io.kintsugi.node.probe.NodeReport;
import io.kintsugi.node.probe.NodeRole;
import io.kintsugi.topology.Node;
import java.util.Optional;

/**
 * A node in its place.
 *
 * @param expectedRole what the topology says it is
 * @param report the latest look at it; empty: none yet
 * @param summary a few words; they may quote the server: escape them before showing them
 */
public record NodeHealth(
        Node node, NodeRole expectedRole, Condition condition, String summary, Optional<NodeReport> report) {
    public NodeHealth {
        requireNonNull(node, "node");
        requireNonNull(expectedRole, "expectedRole");
        requireNonNull(condition, "condition");
        requireNonNull(summary, "summary");
        requireNonNull(report, "report");
    }
}
