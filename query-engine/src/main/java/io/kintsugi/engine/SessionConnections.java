package io.kintsugi.engine;

import io.kintsugi.engine.api.EngineProperty;
import io.kintsugi.engine.backend.Backend;
import io.kintsugi.engine.backend.KeptConnections;
import io.kintsugi.engine.backend.LeasedConnections;
import io.kintsugi.engine.execution.RunningStatements;
import io.kintsugi.engine.session.SessionSettings;
import io.kintsugi.engine.transaction.LogicalTransaction;
import io.kintsugi.router.plan.ShardId;
import io.kintsugi.topology.Credentials;
import io.kintsugi.topology.Node;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The connections of one session: those it uses now, and those it keeps for what it has left there. Confined to it. */
final class SessionConnections {
    private final EngineCore engine;
    private final Credentials credentials;
    private final RunningStatements running;
    private final Map<ShardId, Backend> used = new HashMap<>(2);
    private final KeptConnections kept = new KeptConnections();
    private final LeasedConnections leased = new LeasedConnections();
    private int socketMillis;

    SessionConnections(EngineCore engine, Credentials credentials, RunningStatements running) {
        this.engine = engine;
        this.credentials = credentials;
        this.running = running;
    }

    /** One outside any transaction with these settings, which results of the session may live on. */
    Backend acquire(ShardId shard, SessionSettings settings) throws SQLException {
        ShardId canonical = canonical(shard);
        Node primary = engine.view().primary(canonical);
        Backend known = kept.isEmpty() ? used.get(canonical) : keptOrUsed(canonical, primary);
        // After a change of topology what was leased before leads to the old primary.
        if (known != null && known.isShareable() && known.node().equals(primary)) {
            known.apply(settings);
            known.retain();
            return known;
        }
        Backend leased = leased(canonical, settings);
        if (kept.has(canonical)) {
            // Beside the one that is kept and busy: a session-bound statement may leave something here as well.
            leased.taint();
        }
        used.put(canonical, leased);
        return leased;
    }

    private @Nullable Backend keptOrUsed(ShardId canonical, Node primary) {
        return kept.find(canonical, primary).filter(Backend::isShareable).orElseGet(() -> used.get(canonical));
    }

    private ShardId canonical(ShardId shard) {
        return engine.view().canonical(shard);
    }

    /** One that nothing else of this session uses. */
    Backend leased(ShardId shard, SessionSettings wanted) throws SQLException {
        return limited(running.waitFor(() -> engine.pools().lease(shard, credentials, wanted), engine.waitAlarms()));
    }

    /** Those it has now: the one thing of a session that any thread may use. */
    LeasedConnections all() {
        return leased;
    }

    /** One beside the pool, for a moment: it takes nobody's place. */
    Backend leasedBeside(ShardId shard, SessionSettings wanted) throws SQLException {
        return leased.add(engine.pools().leaseBeside(shard, credentials, wanted));
    }

    private Backend limited(Backend fresh) throws SQLException {
        Backend backend = leased.add(fresh);
        if (socketMillis == 0) {
            return backend;
        }
        try {
            backend.limit(socketMillis);
            return backend;
        } catch (SQLException failed) {
            backend.evict();
            backend.release();
            throw failed;
        }
    }

    /**
     * One to the catalog for a moment. A session that has the place which another one could give gets one beside the
     * pool: it would wait for itself.
     */
    Backend leasedAtCatalog(SessionSettings wanted) throws SQLException {
        if (!holds(ShardId.CATALOG)) {
            return leased(ShardId.CATALOG, wanted);
        }
        return limited(running.waitFor(
                () -> engine.pools().leaseBeside(ShardId.CATALOG, credentials, wanted), engine.waitAlarms()));
    }

    /** Whether the session holds one to the shard, for an open result or for what it keeps there. */
    private boolean holds(ShardId shard) {
        ShardId canonical = canonical(shard);
        Backend known = used.get(canonical);
        return (known != null && known.isUsable()) || kept.has(canonical);
    }

    /** Whether this one, of the session or of its transaction, leads to the shard. */
    @SuppressWarnings("ReferenceEquality")
    boolean leadsTo(ShardId shard, Connection connection, Optional<LogicalTransaction> open) {
        Node node = engine.view().primary(canonical(shard));
        return Stream.concat(
                        used.values().stream(), open.stream().flatMap(transaction -> transaction.backends().stream()))
                .anyMatch(backend -> backend.isUsable()
                        && backend.connection() == connection
                        && backend.node().equals(node));
    }

    /** The statement itself is cancelled at the timeout; the connection is given up when even that has no answer. */
    void setNetworkTimeout(int millis, Optional<LogicalTransaction> open) throws SQLException {
        long patience = engine.config().get(EngineProperty.CANCEL_WAIT_MILLIS);
        socketMillis = millis == 0 ? 0 : (int) Math.min(Integer.MAX_VALUE, millis + patience);
        Set<Backend> held = Collections.newSetFromMap(new IdentityHashMap<>());
        used.values().stream().filter(Backend::isUsable).forEach(held::add);
        open.ifPresent(transaction -> held.addAll(transaction.backends()));
        for (Backend backend : held) {
            backend.limit(socketMillis);
        }
    }

    // Kept connections.

    boolean keeps(ShardId shard) {
        return kept.has(canonical(shard));
    }

    /** The kept one to the shard, if any. */
    Optional<Backend> kept(ShardId shard) {
        ShardId canonical = canonical(shard);
        return kept.find(canonical, engine.view().primary(canonical));
    }

    /**
     * Keeps one to the shard from now on: that of the open transaction, if it has one there.
     *
     * @param settings what it is to have where it is leased for the purpose
     */
    void keep(ShardId shard, Optional<LogicalTransaction> open, SessionSettings settings) throws SQLException {
        ShardId canonical = canonical(shard);
        if (kept(canonical).isPresent()) {
            return;
        }
        Optional<Backend> joined = open.flatMap(transaction -> transaction.backendOf(canonical));
        joined.ifPresent(Backend::retain);
        kept.keep(canonical, joined.isPresent() ? joined.get() : acquire(canonical, settings));
    }

    /** The shards where the session may have left something beside rows. */
    List<ShardId> shardsKept() {
        return kept.shards();
    }

    /** Ends what the session left on servers it is not bound to: temporary tables, locks, subscriptions. */
    void forgetKept(Optional<ShardId> bound) {
        if (kept.isEmpty()) {
            return;
        }
        Optional<ShardId> stays = bound.map(this::canonical);
        kept.shards().stream()
                .filter(shard -> !stays.equals(Optional.of(shard)))
                .forEach(kept::release);
    }

    /** Ends what the session left on this server. */
    void forgetKept(ShardId shard) {
        kept.release(canonical(shard));
    }

    /** Says something to the servers' sessions that are this session's own. */
    void tellKept(String command) throws SQLException {
        for (ShardId shard : kept.shards()) {
            Optional<Backend> own = kept(shard);
            if (own.isPresent()) {
                own.get().dialect().sessions().run(own.get().connection(), List.of(command));
            }
        }
    }
}
