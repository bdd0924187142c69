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

    /** The prober for a dialect. Without its native driver on the class path it looks no further than TCP. */
    static NodeProber forDialect(Dialect dialect, ProbeLimits limits, Clock clock) {
        ProbeDialect questions = dialect == Dialect.POSTGRESQL ? new PostgresProbe() : new MySqlProbe();
        return new JdbcNodeProber(questions, dialect, limits, clock);
    }
}
