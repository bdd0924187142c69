package io.kintsugi.node.probe;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** The stopwatch of one probe, which makes its report. */
record ProbeWatch(String node, Clock clock, long startNanos) {
    static ProbeWatch start(String node, Clock clock) {
        return new ProbeWatch(node, clock, System.nanoTime());
    }

    NodeReport stopped(ProbeLevel level, ProbeFailure failure) {
        return report(level, Optional.empty(), Optional.of(failure));
    }

    NodeReport reached(ProbeLevel level) {
        return report(level, Optional.empty(), Optional.empty());
    }

    NodeReport complete(NodeFacts facts) {
        return report(ProbeLevel.FACTS, Optional.of(facts), Optional.empty());
    }

    private NodeReport report(ProbeLevel level, Optional<NodeFacts> facts, Optional<ProbeFailure> failure) {
        Duration elapsed = Duration.ofNanos(System.nanoTime() - startNanos);
        return new NodeReport(node, clock.instant(), elapsed, level, facts, failure);
    }
}
