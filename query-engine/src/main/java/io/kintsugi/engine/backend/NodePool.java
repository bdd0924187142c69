package io.kintsugi.engine.backend;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import io.kintsugi.engine.api.EngineConfig;
import io.kintsugi.engine.api.EngineProperty;
import io.kintsugi.engine.dialect.EngineDialect;
import io.kintsugi.engine.session.SessionSettings;
import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.topology.Credentials;
import io.kintsugi.topology.Node;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The connections of one user to one node. Thread-safe. */
final class NodePool {
    /** So many times the pool's size are remembered before closed connections are swept out. */
    private static final int SWEEP_FACTOR = 2;

    private final EngineDialect dialect;
    private final Node node;
    private final String user;
    private final EngineConfig config;
    private final GuardedDataSource source;
    private final HikariDataSource pool;
    private final AtomicInteger waiting = new AtomicInteger();

    /** What is not in here has no settings. Closed connections, which the pool drops by itself, are swept out. */
    private final Map<Connection, SessionSettings> settings = new ConcurrentHashMap<>();

    NodePool(
            EngineDialect dialect,
            Node node,
            Credentials credentials,
            EngineConfig config,
            String clientId,
            Supplier<ClusterView> view,
            ScheduledExecutorService housekeeper) {
        this.dialect = dialect;
        this.node = node;
        this.user = credentials.user();
        this.config = config;
        this.source = new GuardedDataSource(
                node,
                dialect.connections(),
                dialect.connections().properties(node, credentials, config, clientId),
                view);
        this.pool = new HikariDataSource(hikari(clientId, housekeeper));
    }

    private HikariConfig hikari(String clientId, ScheduledExecutorService housekeeper) {
        HikariConfig hikari = new HikariConfig();
        hikari.setPoolName("kintsugi " + clientId + " " + node.name() + " " + user);
        hikari.setDataSource(source);
        hikari.setMaximumPoolSize(config.getInt(EngineProperty.POOL_SIZE_PER_NODE));
        hikari.setMinimumIdle(0);
        hikari.setInitializationFailTimeout(-1);
        hikari.setConnectionTimeout(config.get(EngineProperty.POOL_WAIT_MILLIS));
        hikari.setValidationTimeout(Math.min(5_000, config.get(EngineProperty.POOL_WAIT_MILLIS)));
        hikari.setIdleTimeout(config.get(EngineProperty.IDLE_TIMEOUT_MILLIS));
        hikari.setMaxLifetime(config.get(EngineProperty.CONNECTION_LIFETIME_MILLIS));
        hikari.setScheduledExecutor(housekeeper);
        return hikari;
    }

    EngineDialect dialect() {
        return dialect;
    }

    Node node() {
        return node;
    }

    /** A connection with these settings; waits for a bounded time, among a bounded number of others. */
    Backend lease(SessionSettings wanted) throws SQLException {
        Backend backend = borrow();
        for (int left = config.getInt(EngineProperty.POOL_SIZE_PER_NODE); left > 0; left--) {
            if (!showsAnother(backend, wanted)) {
                break;
            }
            backend.evict();
            backend.release();
            backend = borrow();
        }
        return applied(backend, wanted);
    }

    private static Backend applied(Backend backend, SessionSettings wanted) throws SQLException {
        try {
            backend.apply(wanted);
            return backend;
        } catch (SQLException | RuntimeException failed) {
            backend.evict();
            backend.release();
            throw failed;
        }
    }

    /**
     * As {@link #lease}, but where all places are taken a connection beside them, which is closed after use: for what
     * would else wait for its own session, and is bounded otherwise.
     */
    Backend leaseBeside(SessionSettings wanted) throws SQLException {
        boolean full =
                pool.getHikariPoolMXBean().getActiveConnections() >= config.getInt(EngineProperty.POOL_SIZE_PER_NODE);
        return full ? applied(beside(), wanted) : lease(wanted);
    }

    private Backend beside() throws SQLException {
        try {
            Connection connection = source.getConnection();
            return new Backend(this, connection, connection);
        } catch (SQLException failed) {
            throw reachable(failed);
        }
    }

    /** Whether the connection would show that another session made a setting, which no RESET takes back. */
    private boolean showsAnother(Backend backend, SessionSettings wanted) {
        SessionSettings current = settingsOf(backend.connection());
        if (current.isEmpty()) {
            return false;
        }
        return current.statements().keySet().stream()
                .anyMatch(name -> !wanted.statements().containsKey(name)
                        && dialect.sessions().leavesTrace(name));
    }

    private Backend borrow() throws SQLException {
        if (waiting.incrementAndGet() > config.get(EngineProperty.POOL_WAITERS_MAX) + 1) {
            waiting.decrementAndGet();
            throw exhausted("and " + config.get(EngineProperty.POOL_WAITERS_MAX) + " callers wait already", null);
        }
        try {
            if (pool.getHikariPoolMXBean().getTotalConnections() == 0) {
                source.probe();
            }
            Connection proxy = pool.getConnection();
            return new Backend(this, proxy, dialect.connections().unwrap(proxy));
        } catch (SQLTransientConnectionException timedOut) {
            throw timedOut(timedOut);
        } catch (SQLException failed) {
            if (Thread.currentThread().isInterrupted()) {
                throw new ShardException(
                        ErrorCode.CANCELLED,
                        "The thread was interrupted while it waited for a connection to node '" + node.name() + "'.",
                        failed);
            }
            throw reachable(failed);
        } finally {
            waiting.decrementAndGet();
        }
    }

    /** Hikari gives the last failure to connect as the cause; without one all connections were in use. */
    private RuntimeException timedOut(SQLTransientConnectionException timedOut) throws SQLException {
        Throwable cause = timedOut.getCause();
        if (cause instanceof ShardException refused) {
            throw refused;
        }
        if (cause instanceof SQLException failed) {
            throw reachable(failed);
        }
        return exhausted("and none came free in " + config.get(EngineProperty.POOL_WAIT_MILLIS) + " ms", timedOut);
    }

    private SQLException reachable(SQLException failed) {
        if (dialect.failures().isConnectionLoss(failed)) {
            throw new ShardException(
                    ErrorCode.NODE_UNREACHABLE,
                    "Cannot connect to node '" + node.name() + "' at " + node.address() + ": " + failed.getMessage(),
                    failed);
        }
        return failed;
    }

    private ShardException exhausted(String why, @Nullable Throwable cause) {
        HikariPoolMXBean state = pool.getHikariPoolMXBean();
        String message = "All " + config.get(EngineProperty.POOL_SIZE_PER_NODE) + " connections of user '" + user
                + "' to node '" + node.name() + "' are in use (" + state.getActiveConnections() + " active, "
                + state.getThreadsAwaitingConnection() + " waiting), " + why + ".";
        return new ShardException(ErrorCode.POOL_EXHAUSTED, message, cause)
                .withRemedy("Close results and transactions sooner, or raise poolSizePerNode or poolWaitMillis.");
    }

    SessionSettings settingsOf(Connection connection) {
        return settings.getOrDefault(connection, SessionSettings.NONE);
    }

    void remember(Connection connection, SessionSettings now) {
        if (now.isEmpty()) {
            settings.remove(connection);
        } else {
            if (settings.size() >= SWEEP_FACTOR * config.getInt(EngineProperty.POOL_SIZE_PER_NODE)) {
                settings.keySet().removeIf(NodePool::isClosed);
            }
            settings.put(connection, now);
        }
    }

    /** Known by the driver itself, without asking the server. */
    private static boolean isClosed(Connection connection) {
        try {
            return connection.isClosed();
        } catch (SQLException failed) {
            return true;
        }
    }

    /** One beside the pool is closed for good anyway. */
    void evict(Backend backend) {
        if (backend.isPooled()) {
            pool.evictConnection(backend.proxy());
        }
    }

    PoolReport report() {
        HikariPoolMXBean state = pool.getHikariPoolMXBean();
        return new PoolReport(
                node.name(), user, state.getActiveConnections(), state.getIdleConnections(), waiting.get());
    }

    /** Idle connections go now, those in use when they are given back. */
    void drain() {
        pool.getHikariPoolMXBean().softEvictConnections();
    }

    void close() throws SQLException {
        source.closeProbed();
        pool.close();
    }
}
