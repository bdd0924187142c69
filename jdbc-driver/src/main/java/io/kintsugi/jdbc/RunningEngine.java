package io.kintsugi.jdbc;

import io.kintsugi.engine.api.EngineSession;
import io.kintsugi.engine.api.SessionOptions;
import io.kintsugi.topology.Credentials;
import io.kintsugi.topology.Dialect;
import java.sql.SQLException;

/** A started engine, as much of it as the driver uses. Thread-safe. */
interface RunningEngine extends AutoCloseable {
    EngineSession openSession(Credentials credentials, SessionOptions options) throws SQLException;

    @Override
    void close();

    /** Starts engines; a seam, so that the driver is tested on its own too. */
    @FunctionalInterface
    interface Starter {
        RunningEngine start(
                io.kintsugi.topology.TopologyReader topology,
                io.kintsugi.engine.api.EngineConfig config,
                Dialect dialect);
    }
}
