package io.kintsugi.manager.health;

import io.kintsugi.node.probe.NodeFacts;
import io.kintsugi.node.probe.NodeReport;
import io.kintsugi.node.probe.NodeRole;
import io.kintsugi.node.probe.ProbeError;
import io.kintsugi.node.probe.ProbeFailure;
import io.kintsugi.node.probe.ProbeLevel;
import io.kintsugi.node.probe.ReplicaLink;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Probe reports for tests. */
public final class Reports {
    private static final Instant TIME = Instant.parse("2026-11-20T12:00:00Z");

    private Reports() {}

    public static NodeReport primary(String node, String... syncReplicas) {
        List<ReplicaLink> links = Arrays.stream(syncReplicas)
                .map(name -> new ReplicaLink(name, "streaming", "quorum", OptionalLong.of(0)))
                .toList();
        return facts(
                node,
                new NodeFacts(
                        NodeRole.PRIMARY, "18.6", OptionalLong.empty(), Optional.empty(), links, Optional.empty()));
    }

    public static NodeReport replica(String node, long lagMillis, boolean streaming) {
        return facts(
                node,
                new NodeFacts(
                        NodeRole.REPLICA,
                        "18.6",
                        OptionalLong.of(lagMillis),
                        Optional.of(streaming),
                        List.of(),
                        Optional.empty()));
    }

    public static NodeReport facts(String node, NodeFacts facts) {
        return new NodeReport(node, TIME, Duration.ofMillis(3), ProbeLevel.FACTS, Optional.of(facts), Optional.empty());
    }

    public static NodeReport failed(String node, ProbeError error, String message) {
        return new NodeReport(
                node,
                TIME,
                Duration.ofMillis(3),
                ProbeLevel.NONE,
                Optional.empty(),
                Optional.of(new ProbeFailure(error, message)));
    }
}
