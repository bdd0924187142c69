package io.kintsugi.engine;

import io.kintsugi.engine.api.EngineConfig;
import io.kintsugi.engine.api.EngineSession;
import io.kintsugi.engine.api.SessionOptions;
import io.kintsugi.router.StatementRouter;
import io.kintsugi.topology.Credentials;
import io.kintsugi.topology.TopologyReader;

/**
 * One cluster as seen by this process: its topology, its pools, its schema. Thread-safe. Closing it closes its sessions'
 * connections, but neither the topology reader nor the router, which belong to the caller.
 */
public final class Engine implements AutoCloseable {

    private Engine() {}

    /** Connects to nothing yet: the first session does. */
    public static Engine start(TopologyReader topology, EngineConfig config, StatementRouter router) {
        throw new UnsupportedOperationException(topology + " " + config + " " + router);
    }

    /**
     * A new session for one application connection. Reads the schema from the catalog if nobody did before, so a wrong
     * address, password or guard row shows here.
     */
    public EngineSession openSession(Credentials credentials, SessionOptions options) throws java.sql.SQLException {
        throw new UnsupportedOperationException(credentials + " " + options);
    }

    @Override
    public void close() {}
}
