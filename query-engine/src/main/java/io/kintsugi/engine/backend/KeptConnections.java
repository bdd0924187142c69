package io.kintsugi.engine.backend;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.router.plan.ShardId;
import io.kintsugi.topology.Node;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The connections that a session keeps because something of it stays with the server's session: temporary tables,
 * locks, variables, subscriptions. Confined to the session.
 */
public final class KeptConnections {
    /** Made when the first one is kept: most sessions keep none. */
    private Map<ShardId, Backend> kept = Map.of();

    /** Whether there is none. */
    public boolean isEmpty() {
        return kept.isEmpty();
    }

    /** Whether the session has to use its own connection to this shard. */
    public boolean has(ShardId shard) {
        return kept.containsKey(shard);
    }

    /**
     * The connection kept for a shard, if any.
     *
     * @param primary the node that has the shard's rows now
     * @throws ShardException SESSION_STATE_LOST when it is gone, and with it what the session had left there: another
     *     connection would answer as if it had never been
     */
    public Optional<Backend> find(ShardId shard, Node primary) {
        Backend backend = kept.get(shard);
        if (backend == null) {
            return Optional.empty();
        }
        if (!backend.isUsable() || !backend.node().equals(primary)) {
            throw new ShardException(
                    ErrorCode.SESSION_STATE_LOST,
                    "The connection to shard " + shard
                            + " that held this session's temporary tables, locks or variables"
                            + " is gone, and they with it.");
        }
        return Optional.of(backend);
    }

    /** Keeps a connection, which the caller has retained for the purpose; it is cleaned before anybody else has it. */
    public void keep(ShardId shard, Backend backend) {
        backend.taint();
        if (kept.isEmpty()) {
            kept = new HashMap<>(2);
        }
        Backend before = kept.put(shard, backend);
        if (before != null) {
            before.release();
        }
    }

    /** Whose connections are kept. */
    public List<ShardId> shards() {
        return List.copyOf(kept.keySet());
    }

    /** What the session left on a shard ends before anybody else gets the connection. */
    public void release(ShardId shard) {
        Backend backend = kept.isEmpty() ? null : kept.remove(shard);
        if (backend != null) {
            backend.release();
        }
    }
}
