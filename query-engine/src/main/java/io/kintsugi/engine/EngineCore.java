package io.kintsugi.engine;

import io.kintsugi.engine.api.EngineConfig;
import io.kintsugi.engine.api.EngineProperty;
import io.kintsugi.engine.backend.Backend;
import io.kintsugi.engine.backend.ClusterView;
import io.kintsugi.engine.backend.NodePools;
import io.kintsugi.engine.catalog.CatalogSchema;
import io.kintsugi.engine.catalog.SchemaCache;
import io.kintsugi.engine.dialect.EngineDialect;
import io.kintsugi.engine.execution.ConnectionWait;
import io.kintsugi.engine.execution.FanOut;
import io.kintsugi.engine.execution.StatementAlarms;
import io.kintsugi.engine.id.IdSource;
import io.kintsugi.engine.metrics.ClusterMetrics;
import io.kintsugi.engine.metrics.MBeanHandle;
import io.kintsugi.engine.metrics.StatementCounters;
import io.kintsugi.engine.session.SessionEnvironment;
import io.kintsugi.engine.session.SessionSettings;
import io.kintsugi.engine.transaction.CommitStatistics;
import io.kintsugi.node.NodeAccess;
import io.kintsugi.router.RoutingContext;
import io.kintsugi.router.StatementRouter;
import io.kintsugi.router.plan.ShardId;
import io.kintsugi.topology.Credentials;
import io.kintsugi.topology.Topology;
import io.kintsugi.topology.TopologyReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** What the sessions of an engine share. Thread-safe. */
final class EngineCore implements AutoCloseable {
    private static final int CLIENT_ID_LENGTH = 8;

    private final TopologyReader reader;
    private final EngineConfig config;
    private final StatementRouter router;
    private final String clientId;
    private final EngineDialect dialect;
    private final NodeAccess access;
    private final NodePools pools;
    private final ConnectionWait.Alarms waitAlarms;
    private final FanOut fanOut;
    private final StatementAlarms alarms;
    private final SchemaCache schemas;
    private final IdSource ids;
    private final KeyWeightCache weights;
    private final CommitStatistics statistics = new CommitStatistics();
    private final StatementCounters counters = new StatementCounters();
    private final MBeanHandle bean;
    private final AtomicInteger sessions = new AtomicInteger();
    private final Map<Credentials, KnownEnvironment> environments = new ConcurrentHashMap<>();
    private volatile ClusterView view;
    private volatile @Nullable RoutingContext lastContext;
    private volatile boolean vouched;
    private volatile long vouchedNanos;

    /** What a fresh session has, and the schema under which it was so: the search path names schemas that exist. */
    private record KnownEnvironment(CatalogSchema schema, SessionEnvironment environment) {}

    EngineCore(TopologyReader reader, EngineConfig config, StatementRouter router, Clock clock) {
        this.reader = reader;
        this.config = config;
        this.router = router;
        this.clientId = "kintsugi-" + UUID.randomUUID().toString().substring(0, CLIENT_ID_LENGTH);
        this.view = new ClusterView(reader.current());
        this.dialect = EngineDialects.of(view.topology().dialect());
        this.access = NodeAccess.of(view.topology().dialect());
        this.pools = new NodePools(dialect, this::view, config, clientId);
        this.waitAlarms = pools::after;
        this.fanOut = new FanOut(config.getInt(EngineProperty.FAN_OUT_THREADS), clientId);
        this.alarms = new StatementAlarms(clientId);
        this.schemas = new SchemaCache(
                access.catalogTables(), dialect.schemaReader(), config.get(EngineProperty.SCHEMA_REFRESH_MILLIS));
        this.weights = new KeyWeightCache(dialect.preludes(), config.getInt(EngineProperty.KEY_WEIGHTS_MAX));
        this.ids = new IdSource(config.getInt(EngineProperty.SEQUENCE_BLOCK_SIZE), clock);
        this.bean = MBeanHandle.register(new ClusterMetrics(
                clientId, counters, statistics, () -> view.topology(), router::planCache, pools::reports));
    }

    /** The newest topology; pools it has no use for are given up when it changes. */
    // A topology is another one exactly when the reader gives another object; comparing them in full would cost too
    // much.
    @SuppressWarnings("ReferenceEquality")
    ClusterView view() {
        Topology newest = reader.current();
        ClusterView known = view;
        return known.topology() == newest ? known : changeTo(newest);
    }

    @SuppressWarnings("ReferenceEquality")
    private synchronized ClusterView changeTo(Topology newest) {
        if (view.topology() == newest) {
            return view;
        }
        ClusterView changed = new ClusterView(newest);
        view = changed;
        pools.retireUnused();
        return changed;
    }

    /**
     * The same context as the last session's if it says the same: plans are found by it, and most sessions differ in
     * nothing.
     */
    @SuppressWarnings("ReferenceEquality")
    RoutingContext context(
            Topology topology, CatalogSchema schema, SessionEnvironment environment, Optional<ShardId> pinned) {
        RoutingContext last = lastContext;
        // Two maps or schemas of one version are told apart, and comparing them in full would take long.
        if (last != null
                && last.topology() == topology
                && last.schema() == schema
                && last.pinned().equals(pinned)
                && last.searchPath().equals(environment.searchPath())
                && last.sessionTimeZone().equals(environment.timeZone())
                && last.mySql().equals(environment.mySql())) {
            return last;
        }
        RoutingContext made = new RoutingContext(
                topology,
                schema,
                environment.searchPath(),
                environment.timeZone(),
                pinned,
                List.of(),
                environment.mySql());
        lastContext = made;
        return made;
    }

    EngineConfig config() {
        return config;
    }

    StatementRouter router() {
        return router;
    }

    String clientId() {
        return clientId;
    }

    EngineDialect dialect() {
        return dialect;
    }

    NodeAccess access() {
        return access;
    }

    ConnectionWait.Alarms waitAlarms() {
        return waitAlarms;
    }

    NodePools pools() {
        return pools;
    }

    FanOut fanOut() {
        return fanOut;
    }

    StatementAlarms alarms() {
        return alarms;
    }

    IdSource ids() {
        return ids;
    }

    KeyWeightCache weights() {
        return weights;
    }

    CommitStatistics statistics() {
        return statistics;
    }

    /** Whether a server has answered just now, so that another question would only cost time. */
    boolean isVouchedFor() {
        long limit = TimeUnit.MILLISECONDS.toNanos(config.get(EngineProperty.VALID_FOR_MILLIS));
        return vouched && System.nanoTime() - vouchedNanos < limit;
    }

    void vouch() {
        vouchedNanos = System.nanoTime();
        vouched = true;
    }

    StatementCounters counters() {
        return counters;
    }

    /** Spreads what any shard can answer over the shards, session by session. */
    int nextSessionNumber() {
        return sessions.getAndIncrement();
    }

    CatalogSchema schema(Credentials credentials) throws SQLException {
        CatalogSchema fresh = schemas.fresh();
        return fresh != null ? fresh : schemas.current(work -> readingSchema(credentials, work));
    }

    CatalogSchema refreshedSchema(Credentials credentials) throws SQLException {
        return schemas.refresh(work -> readingSchema(credentials, work));
    }

    /** What a user's fresh session has; asked once for each user, for roles may have settings of their own. */
    @SuppressWarnings("ReferenceEquality")
    SessionEnvironment environment(Credentials credentials) throws SQLException {
        CatalogSchema newest = schema(credentials);
        KnownEnvironment known = environments.get(credentials);
        if (known != null && known.schema() == newest) {
            return known.environment();
        }
        SessionEnvironment read = withCatalog(credentials, dialect.sessions()::environment);
        environments.put(credentials, new KnownEnvironment(newest, read));
        return read;
    }

    /** A connection to the catalog for a moment, in autocommit and with no settings. */
    <T> T withCatalog(Credentials credentials, SchemaCache.Work<T> work) throws SQLException {
        return on(pools.lease(ShardId.CATALOG, credentials, SessionSettings.NONE), work);
    }

    /** One reads at a time, whose own session may have the pool's last place. */
    private CatalogSchema readingSchema(Credentials credentials, SchemaCache.Work<CatalogSchema> work)
            throws SQLException {
        return on(pools.leaseBeside(ShardId.CATALOG, credentials, SessionSettings.NONE), work);
    }

    private <T> T on(Backend backend, SchemaCache.Work<T> work) throws SQLException {
        try {
            limit(backend);
            return work.run(backend.connection());
        } catch (SQLException failed) {
            backend.noteFailure(failed);
            throw failed;
        } finally {
            backend.release();
        }
    }

    /** Other sessions wait for the same answer: a catalog that is frozen must not hold them for ever. */
    private void limit(Backend backend) throws SQLException {
        if (backend.connection().getNetworkTimeout() == 0) {
            backend.limit(config.getInt(EngineProperty.CATALOG_WAIT_MILLIS));
        }
    }

    long leaseIds(Credentials credentials, String name, int count) throws SQLException {
        return withCatalog(
                credentials, (Connection catalog) -> access.idBlocks().lease(catalog, name, count));
    }

    @Override
    public void close() {
        bean.close();
        fanOut.close();
        alarms.close();
        pools.close();
    }
}
