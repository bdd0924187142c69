package io.kintsugi.engine.ddl;

import io.kintsugi.engine.backend.Backend;
import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.node.DdlJob;
import io.kintsugi.node.NodeAccess;
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

    /** Does everything but the commit. */
    void execute(DdlJob job, long lockMillis) throws SQLException {
        try {
            backend.connection().setAutoCommit(false);
            backend.dialect()
                    .ddl()
                    .execute(backend.connection(), job.statement(), job.searchPath(), job.settings(), lockMillis);
            access.ddlMarks().put(backend.connection(), job.id());
            if (catalog) {
                access.catalogTables().raiseSchemaVersion(backend.connection());
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
