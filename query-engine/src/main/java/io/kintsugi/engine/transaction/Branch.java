package io.kintsugi.engine.transaction;

import io.kintsugi.engine.backend.Backend;
import io.kintsugi.engine.backend.ShardOrigin;
import io.kintsugi.engine.dialect.TransactionRules;
import io.kintsugi.engine.session.Characteristics;
import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.router.plan.ShardId;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One shard's part of a logical transaction. Confined to the session. */
final class Branch {
    private static final Logger LOG = LoggerFactory.getLogger(Branch.class);

    private final ShardId shard;
    private final Backend backend;
    private boolean everWritten;

    private Branch(ShardId shard, Backend backend) {
        this.shard = shard;
        this.backend = backend;
    }

    /**
     * Begins on the shard and replays what the transaction did before; one round trip if there is something to replay.
     */
    static Branch begin(ShardId shard, Backend backend, Characteristics characteristics, List<String> replay)
            throws SQLException {
        try {
            backend.dialect().transactions().begin(backend.connection(), characteristics, replay);
            return new Branch(shard, backend);
        } catch (SQLException failed) {
            backend.noteFailure(failed);
            ShardOrigin.mark(failed, shard, backend);
            backend.leaveTransaction();
            backend.release();
            throw failed;
        }
    }

    ShardId shard() {
        return shard;
    }

    Backend backend() {
        return backend;
    }

    void markWritten() {
        everWritten = true;
    }

    /** Runs a command that returns nothing. */
    void run(String sql) throws SQLException {
        try {
            backend.dialect().sessions().run(backend.connection(), List.of(sql));
        } catch (SQLException failed) {
            throw noted(failed);
        }
    }

    private SQLException noted(SQLException failed) {
        backend.noteFailure(failed);
        ShardOrigin.mark(failed, shard, backend);
        return failed;
    }

    /** How a branch stands after an error. */
    enum State {
        OPEN,
        /** The server has rolled it back. */
        OVER,
        /** The connection is gone. */
        LOST
    }

    /** Asks the server: one round trip. */
    State state() {
        try {
            backend.dialect().transactions().ping(backend.connection());
            return backend.isFailed() ? State.OVER : State.OPEN;
        } catch (SQLException failed) {
            LOG.debug("A branch on {} does not answer after an error", shard, failed);
            backend.evict();
            return State.LOST;
        }
    }

    /** Whether the server, by its last answer, has ended the transaction by itself: no round trip. */
    boolean hasEnded() {
        return backend.dialect().transactions().commitsImplicitly() && !backend.isInTransaction();
    }

    void forgetPrepared() throws SQLException {
        try {
            backend.dialect().sessions().forgetPrepared(backend.connection());
        } catch (SQLException failed) {
            throw noted(failed);
        }
    }

    /**
     * A round trip that shows the branch is alive (so its locks still hold), and whether it wrote unannounced. Of one
     * that is known to have written nothing more is asked: what it changed is dear to count.
     */
    boolean wroteUnannounced() throws SQLException {
        TransactionRules rules = backend.dialect().transactions();
        try {
            if (everWritten) {
                rules.ping(backend.connection());
                return false;
            }
            return rules.hasWritten(backend.connection());
        } catch (SQLException failed) {
            throw noted(failed);
        }
    }

    /**
     * Commits; OUTCOME_UNKNOWN when the reply was lost, or when the server says that no replica has confirmed it. Any
     * other error means that the branch was rolled back.
     */
    void commit() throws SQLException {
        try {
            backend.connection().clearWarnings();
            backend.dialect().transactions().commit(backend.connection());
        } catch (SQLException failed) {
            noted(failed);
            if (backend.dialect().failures().isConnectionLoss(failed)) {
                throw unknown("The connection to shard " + shard + " was lost while it committed.", failed);
            }
            throw failed;
        }
        SQLWarning warning = warnings();
        if (warning != null && backend.dialect().failures().sayLocalOnly(warning)) {
            throw unknown(
                    "Shard " + shard + " committed, but no replica has confirmed it: " + warning.getMessage(), warning);
        }
    }

    /** A connection that was aborted right after the commit has none any more; the commit stands. */
    private @Nullable SQLWarning warnings() {
        try {
            return backend.connection().getWarnings();
        } catch (SQLException closed) {
            LOG.debug("A branch on {} was closed after its commit", shard, closed);
            backend.evict();
            return null;
        }
    }

    private static ShardException unknown(String message, Exception cause) {
        return new ShardException(ErrorCode.OUTCOME_UNKNOWN, message, cause);
    }

    /** Never fails: a branch whose connection is gone is rolled back by its server. */
    void rollBack() {
        try {
            backend.dialect().transactions().rollBack(backend.connection());
        } catch (SQLException failed) {
            LOG.debug("A branch on {} ended with its connection", shard, failed);
            backend.evict();
        }
    }

    /** After a decided transaction nothing depends on this commit any more: its failure only costs the connection. */
    void end() {
        try {
            backend.dialect().transactions().commit(backend.connection());
        } catch (SQLException failed) {
            LOG.debug("A reading branch on {} ended with its connection", shard, failed);
            backend.evict();
        }
    }

    void release() {
        backend.release();
    }
}
