package io.kintsugi.engine;

import io.kintsugi.engine.backend.Backend;
import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.router.plan.ShardId;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The shard that a session is bound to, if any, and the connection it keeps there. Confined to the session. Whatever
 * fails changes nothing: a session that was bound goes on where it was.
 */
final class Pinning {
    private static final int SHARDS_NAMED_MAX = 20;

    private final SessionCore session;
    private @Nullable ShardId shard;

    /** Whether the session keeps that connection for other reasons too. */
    private boolean keptAnyway;

    Pinning(SessionCore session) {
        this.session = session;
    }

    Optional<ShardId> shard() {
        return Optional.ofNullable(shard);
    }

    Optional<Backend> backend() {
        return shard().flatMap(session.connections()::kept);
    }

    /** Sends everything to one shard over one connection from now on; an empty name routes again. */
    void to(String name) throws SQLException {
        session.requireNoTransaction("kintsugi.shard");
        if (name.isEmpty()) {
            end();
            return;
        }
        begin(shardNamed(name));
    }

    /** The same if the shard answers in time; 0 = however long it takes. */
    boolean ifAnswering(String name, int seconds) throws SQLException {
        session.requireNoTransaction("kintsugi.shard");
        ShardId wanted = shardNamed(name);
        Optional<Backend> taken = acquireWithin(wanted, seconds);
        if (taken.isEmpty()) {
            return false;
        }
        try {
            if (!session.dialect().connections().isAlive(taken.get().connection(), seconds)) {
                taken.get().evict();
                return false;
            }
            begin(wanted);
            return true;
        } finally {
            taken.get().release();
        }
    }

    private Optional<Backend> acquireWithin(ShardId wanted, int seconds) throws SQLException {
        session.running().limit(TimeUnit.SECONDS.toMillis(seconds));
        try {
            return Optional.of(session.acquire(wanted));
        } catch (ShardException late) {
            if (late.code() == ErrorCode.STATEMENT_TIMEOUT) {
                return Optional.empty();
            }
            throw late;
        }
    }

    /** Back to the shard that the session began with, or to none. */
    void asAtFirst() throws SQLException {
        String first = session.options().pinnedShard().orElse("");
        Optional<ShardId> wanted = first.isEmpty() ? Optional.empty() : Optional.of(shardNamed(first));
        if (!wanted.equals(shard())) {
            to(first);
        }
    }

    private void begin(ShardId wanted) throws SQLException {
        if (shard().map(session::canonical).equals(Optional.of(session.canonical(wanted)))) {
            if (stands()) {
                shard = wanted;
                session.forgetContext();
                return;
            }
            end();
        }
        boolean before = session.keepsConnection(wanted);
        // Whatever the application does there beside rows must not meet the next borrower.
        session.keepConnection(wanted);
        end();
        shard = wanted;
        keptAnyway = before;
    }

    /** Whether the connection is still there; one that is lost is given up for a new one. */
    private boolean stands() {
        try {
            return backend().isPresent();
        } catch (ShardException lost) {
            if (lost.code() == ErrorCode.SESSION_STATE_LOST) {
                return false;
            }
            throw lost;
        }
    }

    /** Gives the connection back. */
    void end() {
        ShardId before = shard;
        shard = null;
        session.forgetContext();
        session.tableLocks().note(false);
        if (before != null && !keptAnyway) {
            session.connections().forgetKept(before);
        }
    }

    private ShardId shardNamed(String name) {
        List<ShardId> all = session.engine().view().databases();
        List<ShardId> matching = all.stream()
                .filter(known -> known.toString().equals(name) || known.shard().equals(name))
                .toList();
        if (matching.size() != 1) {
            throw new ShardException(
                            ErrorCode.INVALID_ARGUMENT,
                            matching.isEmpty()
                                    ? "There is no shard '" + name + "'."
                                    : "'" + name + "' names several shards.")
                    .withRemedy("Name one of: " + names(all) + ".");
        }
        return matching.get(0);
    }

    private static String names(List<ShardId> shards) {
        return shards.stream().limit(SHARDS_NAMED_MAX).map(ShardId::toString).collect(Collectors.joining(", "));
    }
}
