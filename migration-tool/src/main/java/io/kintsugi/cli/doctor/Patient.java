package io.kintsugi.cli.doctor;

import io.kintsugi.node.GuardIdentity;
import io.kintsugi.node.probe.NodeReport;
import io.kintsugi.topology.Node;
import io.kintsugi.topology.ReplicaSet;
import java.util.Objects;
import java.util.Optional;

/**
 * A node, its place in the topology, and what a look at it showed.
 *
 * @param sheet empty where the node does not answer
 */
record Patient(Node node, GuardIdentity identity, ReplicaSet replicas, NodeReport report, Optional<ServerSheet> sheet) {
    Patient {
        Objects.requireNonNull(node, "node");
        Objects.requireNonNull(identity, "identity");
        Objects.requireNonNull(replicas, "replicas");
        Objects.requireNonNull(report, "report");
        Objects.requireNonNull(sheet, "sheet");
    }

    String name() {
        return node.name();
    }

    boolean isPrimary() {
        return replicas.primary().equals(node.name());
    }

    String role() {
        return isPrimary() ? "primary" : "replica";
    }
}
