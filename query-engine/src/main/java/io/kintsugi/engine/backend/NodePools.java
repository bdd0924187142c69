package io.kintsugi.engine.backend;

import io.kintsugi.engine.api.EngineConfig;
import io.kintsugi.engine.api.EngineProperty;
import io.kintsugi.engine.dialect.EngineDialect;
import io.kintsugi.engine.session.SessionSettings;
import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.router.plan.ShardId;
import io.kintsugi.topology.Credentials;
import io.kintsugi.topology.Node;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All pools of an engine: one for each node and user. Thread-safe. */
public final class NodePools implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NodePools.class);

    private final EngineDialect dialect;
    private final Supplier<ClusterView> view;
    private final EngineConfig config;
    private final String clientId;
    private final ScheduledThreadPoolExecutor housekeeper;
    private final Map<PoolKey, NodePool> pools = new ConcurrentHashMap<>();
    private volatile boolean closed;

    private record PoolKey(Node node, Credentials credentials) {}

    /** @param clientId at the head of the name under which servers list each connection */
    public NodePools(EngineDialect dialect, Supplier<ClusterView> view, EngineConfig config, String clientId) {
        this.dialect = dialect;
        this.view = view;
        this.config = config;
        this.clientId = clientId;
        this.housekeeper = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "kintsugi-pools-" + clientId);
            thread.setDaemon(true);
            return thread;
        });
        housekeeper.setRemoveOnCancelPolicy(true);
    }

    /** A connection to the shard's primary with these settings. */
    public Backend lease(ShardId shard, Credentials credentials, SessionSettings settings) throws SQLException {
        return pool(shard, credentials).lease(settings);
    }

    /** The same, beside the pool where all its places are taken; the caller sees to it that there are few of them. */
    public Backend leaseBeside(ShardId shard, Credentials credentials, SessionSettings settings) throws SQLException {
        return pool(shard, credentials).leaseBeside(settings);
    }

    private NodePool pool(ShardId shard, Credentials credentials) {
        PoolKey key = new PoolKey(view.get().primary(shard), credentials);
        NodePool pool = pools.get(key);
        return pool != null ? pool : open(key);
    }

    private NodePool open(PoolKey key) {
        if (closed) {
            throw new ShardException(ErrorCode.CLOSED_OBJECT, "The engine is closed.");
        }
        if (pools.size() >= config.get(EngineProperty.POOLS_MAX)) {
            throw new ShardException(
                            ErrorCode.POOL_EXHAUSTED,
                            "There are " + pools.size() + " pools already: one for each node and user.")
                    .withRemedy("Use fewer different users, or raise poolsMax.");
        }
        return pools.computeIfAbsent(
                key,
                wanted -> new NodePool(
                        dialect, wanted.node(), wanted.credentials(), config, clientId, view, housekeeper));
    }

    /**
     * Runs something after a while, on the thread that also looks after the pools: it must not wait for anything. Where
     * they are closed, at once.
     */
    public Future<?> after(long millis, Runnable action) {
        try {
            return housekeeper.schedule(action, millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException whenClosed) {
            LOG.debug("The pools of {} are closed", clientId, whenClosed);
            action.run();
            return CompletableFuture.completedFuture(null);
        }
    }

    public List<PoolReport> reports() {
        return pools.values().stream().map(NodePool::report).toList();
    }

    /** Gives up the pools of nodes that the current topology does not use as primaries. */
    public void retireUnused() {
        ClusterView current = view.get();
        pools.keySet().stream()
                .filter(key -> !current.usesAsPrimary(key.node()))
                .forEach(this::retire);
    }

    private void retire(PoolKey key) {
        NodePool pool = pools.remove(key);
        if (pool == null) {
            return;
        }
        pool.drain();
        ScheduledFuture<?> unused =
                housekeeper.schedule(() -> close(pool), config.get(EngineProperty.DRAIN_MILLIS), TimeUnit.MILLISECONDS);
    }

    private static void close(NodePool pool) {
        try {
            pool.close();
        } catch (SQLException failed) {
            LOG.debug("A connection to {} failed to close", pool.node().name(), failed);
        }
    }

    /** Ends every connection, in use or not. */
    @Override
    public void close() {
        closed = true;
        pools.values().forEach(NodePools::close);
        pools.clear();
        housekeeper.shutdownNow();
    }
}
