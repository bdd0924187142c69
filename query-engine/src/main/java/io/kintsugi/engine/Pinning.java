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
    private @Nullable Backend backend;

    Pinning(SessionCore session) {
        this.session = session;
    }

    Optional<ShardId> shard() {
        return Optional.ofNullable(shard);
    }

    Optional<Backend> backend() {
        return Optional.ofNullable(backend);
    }

    /** Sends everything to one shard over one connection from now on; an empty name routes again. */
    void to(String name) throws SQLException {
        session.requireNoTransaction("kintsugi.shard");
        if (name.isEmpty()) {
            end();
            return;
        }
        ShardId wanted = shardNamed(name);
        begin(wanted, session.acquire(wanted));
    }

    /** The same if the shard answers in time; 0 = however long it takes. */
    boolean ifAnswering(String name, int seconds) throws SQLException {
        session.requireNoTransaction("kintsugi.shard");
        ShardId wanted = shardNamed(name);
        Optional<Backend> found = acquireWithin(wanted, seconds);
        if (found.isEmpty()) {
            return false;
        }
        Backend taken = found.get();
        if (!taken.connection().isValid(seconds)) {
            taken.evict();
            taken.release();
            return false;
        }
        begin(wanted, taken);
        return true;
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

    private void begin(ShardId wanted, Backend taken) {
        end();
        // Whatever the application does there beside rows must not meet the next borrower.
        taken.taint();
        backend = taken;
        shard = wanted;
    }

    /** Gives the connection back. */
    void end() {
        Backend kept = backend;
        backend = null;
        shard = null;
        session.forgetContext();
        if (kept != null) {
            kept.release();
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
