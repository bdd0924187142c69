package io.kintsugi.node.probe;

import io.kintsugi.topology.Credentials;
import io.kintsugi.topology.Dialect;
import io.kintsugi.topology.Node;
import java.time.Clock;
import java.util.Optional;

/** Looks at one node, blocking the caller for a bounded time. Thread-safe. */
public interface NodeProber {
    /** Never throws for what is wrong with the node: that is part of the report. */
    NodeReport probe(Node node, Optional<Credentials> credentials);

    /** The prober for a dialect. MySQL nodes are looked at up to {@link ProbeLevel#TCP} in this version. */
    static NodeProber forDialect(Dialect dialect, ProbeLimits limits, Clock clock) {
        return dialect == Dialect.POSTGRESQL ? new PostgresNodeProber(limits, clock) : new TcpNodeProber(limits, clock);
    }
}
