package io.kintsugi.engine;

import io.kintsugi.engine.api.EngineConfig;
import io.kintsugi.engine.api.EngineSession;
import io.kintsugi.engine.api.SessionOptions;
import io.kintsugi.engine.backend.PoolReport;
import io.kintsugi.engine.transaction.CommitStatistics;
import io.kintsugi.node.DdlJob;
import io.kintsugi.router.StatementRouter;
import io.kintsugi.router.facade.RouterConfig;
import io.kintsugi.router.facade.SqlRouter;
import io.kintsugi.topology.Credentials;
import io.kintsugi.topology.TopologyReader;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Objects;

/**
 * One cluster as seen by this process: its topology, its pools, its schema. Thread-safe. Closing it ends its sessions'
 * connections, but closes neither the topology reader nor the router, which belong to the caller.
 */
public final class Engine implements AutoCloseable {
    private final EngineCore core;

    private Engine(EngineCore core) {
        this.core = core;
    }

    /** With a router of its own at its defaults. */
    public static Engine start(TopologyReader topology, EngineConfig config) {
        return start(topology, config, new SqlRouter(RouterConfig.defaults()));
    }

    /** Connects to nothing yet: the first session does. */
    public static Engine start(TopologyReader topology, EngineConfig config, StatementRouter router) {
        Objects.requireNonNull(topology, "topology");
        Objects.requireNonNull(config, "config");
        Objects.requireNonNull(router, "router");
        return new Engine(new EngineCore(topology, config, router, Clock.systemUTC()));
    }

    /**
     * A new session for one application connection. Reads the schema from the catalog if nobody did before, so a wrong
     * address, password or guard row shows here: NODE_UNREACHABLE, GUARD_MISMATCH, GUARD_MISSING, or the server's own
     * error.
     */
    public EngineSession openSession(Credentials credentials, SessionOptions options) throws SQLException {
        SessionCore session = new SessionCore(core, credentials, options);
        try {
            session.routingContext();
        } catch (SQLException | RuntimeException failed) {
            session.close();
            throw failed;
        }
        return new ClusterSession(session);
    }

    /** The id at the head of application_name on this engine's connections, unless a session sets its own name. */
    public String clientId() {
        return core.clientId();
    }

    /** How the pools stand now. */
    public List<PoolReport> pools() {
        return core.pools().reports();
    }

    /** What best-effort transactions came to so far. */
    public CommitStatistics commitStatistics() {
        return core.statistics();
    }

    /** Finishes interrupted schema changes; DDL_INTERRUPTED, naming the place, when one still cannot go on. */
    public void resumeDdl(Credentials credentials) throws SQLException {
        changes(credentials).runner().resume();
    }

    /** Gives an interrupted schema change up as it is. */
    public void abandonDdl(Credentials credentials, long number) throws SQLException {
        changes(credentials).runner().abandon(number);
    }

    /** Schema changes that have begun and not ended, running ones included. */
    public List<DdlJob> unfinishedDdl(Credentials credentials) throws SQLException {
        return core.withCatalog(
                credentials, catalog -> core.access().ddlJournal().unfinished(catalog));
    }

    private SchemaChanges changes(Credentials credentials) throws SQLException {
        return new SchemaChanges(new SessionCore(core, credentials, SessionOptions.DEFAULT));
    }

    @Override
    public void close() {
        core.close();
    }
}
