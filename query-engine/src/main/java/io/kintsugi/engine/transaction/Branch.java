package io.kintsugi.engine.transaction;

import io.kintsugi.engine.backend.Backend;
import io.kintsugi.engine.backend.CommitWarnings;
import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.router.plan.ShardId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One shard's part of a logical transaction. Confined to the session. */
final class Branch {
    private static final Logger LOG = LoggerFactory.getLogger(Branch.class);

    /**
     * A branch that the plans call a reader may have written all the same, by a function. Row locks take a
     * transaction id too, so rows counted as changed decide; without counting, an id is taken for a write.
     */
    private static final String WROTE = """
            SELECT pg_current_xact_id_if_assigned() IS NOT NULL AND (
                current_setting('track_counts') = 'off' OR EXISTS (
                    SELECT FROM pg_stat_xact_all_tables WHERE n_tup_ins + n_tup_upd + n_tup_del > 0))""";

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
    static Branch begin(ShardId shard, Backend backend, Characteristics characteristics, String replay)
            throws SQLException {
        try {
            backend.connection().setReadOnly(characteristics.readOnly());
            backend.connection().setAutoCommit(false);
            Branch branch = new Branch(shard, backend);
            branch.run(joined(characteristics.preamble(), replay));
            return branch;
        } catch (SQLException failed) {
            backend.noteFailure(failed);
            backend.leaveTransaction();
            backend.release();
            throw failed;
        }
    }

    private static String joined(String preamble, String replay) {
        return preamble.isEmpty() || replay.isEmpty() ? preamble + replay : preamble + ";\n" + replay;
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

    /** Runs a command that returns nothing; none when it is empty. */
    void run(String sql) throws SQLException {
        if (sql.isEmpty()) {
            return;
        }
        try (Statement statement = backend.connection().createStatement()) {
            statement.execute(sql);
        } catch (SQLException failed) {
            backend.noteFailure(failed);
            throw failed;
        }
    }

    /** A round trip that shows the branch is alive (so its locks still hold), and whether it wrote unannounced. */
    boolean wroteUnannounced() throws SQLException {
        try (Statement statement = backend.connection().createStatement();
                ResultSet rows = statement.executeQuery(WROTE)) {
            rows.next();
            return rows.getBoolean(1) && !everWritten;
        } catch (SQLException failed) {
            backend.noteFailure(failed);
            throw failed;
        }
    }

    /**
     * Commits; OUTCOME_UNKNOWN when the reply was lost, or when the server says that no replica has confirmed it. Any
     * other error means that the branch was rolled back.
     */
    void commit() throws SQLException {
        try {
            backend.connection().clearWarnings();
            backend.connection().commit();
        } catch (SQLException failed) {
            backend.noteFailure(failed);
            if (Backend.isConnectionLoss(failed)) {
                throw unknown("The connection to shard " + shard + " was lost while it committed.", failed);
            }
            throw failed;
        }
        SQLWarning warning = backend.connection().getWarnings();
        if (CommitWarnings.sayLocalOnly(warning)) {
            throw unknown(
                    "Shard " + shard + " committed, but no replica has confirmed it: " + warning.getMessage(), warning);
        }
    }

    private static ShardException unknown(String message, Exception cause) {
        return new ShardException(ErrorCode.OUTCOME_UNKNOWN, message, cause);
    }

    /** Never fails: a branch whose connection is gone is rolled back by its server. */
    void rollBack() {
        try {
            backend.connection().rollback();
        } catch (SQLException failed) {
            LOG.debug("A branch on {} ended with its connection", shard, failed);
            backend.evict();
        }
    }

    /** After a decided transaction nothing depends on this commit any more: its failure only costs the connection. */
    void end() {
        try {
            backend.connection().commit();
        } catch (SQLException failed) {
            LOG.debug("A reading branch on {} ended with its connection", shard, failed);
            backend.evict();
        }
    }

    void release() {
        backend.release();
    }
}
