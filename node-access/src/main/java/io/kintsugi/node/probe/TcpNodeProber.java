package io.kintsugi.node.probe;

import static java.util.Objects.requireNonNull;

import io.kintsugi.topology.Credentials;
import io.kintsugi.topology.Node;
import java.time.Clock;
import java.util.Optional;

/**
 * Looks no further than whether a node accepts connections, for dialects that have no deeper probe yet. Thread-safe.
 */
final class TcpNodeProber implements NodeProber {
    private final ProbeLimits limits;
    private final Clock clock;

    TcpNodeProber(ProbeLimits limits, Clock clock) {
        this.limits = requireNonNull(limits, "limits");
        this.clock = requireNonNull(clock, "clock");
    }

    @Override
    public NodeReport probe(Node node, Optional<Credentials> credentials) {
        ProbeWatch watch = ProbeWatch.start(node.name(), clock);
        return TcpProbe.failure(node, limits.tcpMillis())
                .map(failure -> watch.stopped(ProbeLevel.NONE, failure))
                .orElseGet(() -> watch.reached(ProbeLevel.TCP));
    }
}
