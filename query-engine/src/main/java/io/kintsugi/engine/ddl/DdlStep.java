package io.kintsugi.engine.ddl;

import io.kintsugi.engine.backend.Backend;
import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.node.DdlJob;
import io.kintsugi.node.NodeAccess;
import java.sql.Connection;
import java.sql.SQLException;

/** One database's part of a schema change: statement, mark and (in the catalog) version in one transaction. */
final class DdlStep implements AutoCloseable {
    private final DdlJob.Step step;
    private final Backend backend;
    private final NodeAccess access;
    private final boolean catalog;

    DdlStep(DdlJob.Step step, Backend backend, NodeAccess access, boolean catalog) {
        this.step = step;
        this.backend = backend;
        this.access = access;
        this.catalog = catalog;
    }

    DdlJob.Step step() {
        return step;
    }

    /** Whether the database has the change; only its own mark is certain. */
    boolean isDone(DdlJob job) throws SQLException {
        return access.ddlMarks().has(backend.connection(), job.id());
    }

    /**
     * Does everything but the commit. The mark comes first: a client that is cut off from the catalog may still be
     * about to commit this step, is waited for by that, and must not be followed by the same change once more.
     */
    void execute(DdlJob job, long lockMillis) throws SQLException {
        Connection connection = backend.connection();
        try {
            connection.setAutoCommit(false);
            backend.dialect().ddl().limitLocks(connection, lockMillis);
            if (catalog) {
                access.ddlJournal().hold(connection, job);
            }
            if (access.ddlMarks().put(connection, job.id())) {
                change(job, lockMillis);
            }
        } catch (SQLException failed) {
            backend.noteFailure(failed);
            if (backend.dialect().ddl().isRefusedInTransaction(failed)) {
                throw new ShardException(
                                ErrorCode.DDL_REFUSED,
                                "The statement cannot run inside a transaction, so it could not be resumed if it"
                                        + " stopped half way: " + failed.getMessage(),
                                failed)
                        .withRemedy("Leave out CONCURRENTLY, or run it on each shard by itself.");
            }
            throw failed;
        }
    }

    private void change(DdlJob job, long lockMillis) throws SQLException {
        Connection connection = backend.connection();
        backend.dialect().ddl().execute(connection, job.statement(), job.searchPath(), job.settings(), lockMillis);
        if (catalog) {
            access.catalogTables().raiseSchemaVersion(connection);
        }
    }

    void commit() throws SQLException {
        try {
            backend.connection().commit();
        } catch (SQLException failed) {
            backend.noteFailure(failed);
            throw failed;
        }
    }

    @Override
    public void close() {
        backend.leaveTransaction();
        backend.release();
    }
}
