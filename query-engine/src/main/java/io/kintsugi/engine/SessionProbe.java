package io.kintsugi.engine;

import io.kintsugi.engine.backend.Backend;
import io.kintsugi.engine.transaction.LogicalTransaction;
import io.kintsugi.errors.ShardException;
import io.kintsugi.router.plan.ShardId;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether a session can go on: what {@code Connection.isValid} asks. Confined to the session. */
final class SessionProbe {
    private static final Logger LOG = LoggerFactory.getLogger(SessionProbe.class);

    /** Shards beside the catalog that are asked for a sign of life. */
    private static final int SHARDS_ASKED_MAX = 2;

    private final SessionCore session;

    SessionProbe(SessionCore session) {
        this.session = session;
    }

    /** A round trip to every shard of the transaction, to the shard it is bound to, or to the catalog. */
    boolean answers(int seconds) {
        try {
            List<Backend> bound = boundTo();
            if (bound.isEmpty()) {
                return session.engine().isVouchedFor() || anyAnswers(seconds);
            }
            for (Backend backend : bound) {
                if (!backend.dialect().connections().isAlive(backend.connection(), seconds)) {
                    return false;
                }
            }
            return true;
        } catch (SQLException | ShardException failed) {
            LOG.debug("The session is not valid", failed);
            return false;
        }
    }

    private List<Backend> boundTo() {
        Optional<LogicalTransaction> open = session.openTransaction().filter(LogicalTransaction::hasBranches);
        return open.map(LogicalTransaction::backends)
                .orElseGet(() -> session.pinning().backend().stream().toList());
    }

    /** Without the catalog one can still read and write: then any server that answers will do. */
    private boolean anyAnswers(int seconds) {
        session.running().limit(TimeUnit.SECONDS.toMillis(seconds));
        try {
            return shardAnswers(ShardId.CATALOG, seconds)
                    || session.engine().view().databases().stream()
                            .filter(shard -> !shard.equals(ShardId.CATALOG))
                            .limit(SHARDS_ASKED_MAX)
                            .anyMatch(shard -> shardAnswers(shard, seconds));
        } finally {
            session.running().unlimited();
        }
    }

    private boolean shardAnswers(ShardId shard, int seconds) {
        try {
            Backend backend = session.acquire(shard);
            try {
                boolean answers = backend.dialect().connections().isAlive(backend.connection(), seconds);
                if (answers) {
                    session.engine().vouch();
                } else {
                    backend.evict();
                }
                return answers;
            } finally {
                backend.release();
            }
        } catch (SQLException | ShardException failed) {
            LOG.debug("Shard {} does not answer", shard, failed);
            return false;
        }
    }
}
