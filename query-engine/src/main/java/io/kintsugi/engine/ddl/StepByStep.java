package io.kintsugi.engine.ddl;

import io.kintsugi.engine.backend.Backend;
import io.kintsugi.node.CatalogTables;
import io.kintsugi.node.DdlJob;
import io.kintsugi.node.DdlMarks;
import io.kintsugi.node.DdlObject;
import io.kintsugi.node.NodeAccess;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * One database's part of a schema change where each change commits by itself: noted before, marked after, so that a
 * step that was cut off is known to have run or not.
 */
final class StepByStep implements AutoCloseable {
    private final DdlJob.Step step;
    private final Backend backend;
    private final NodeAccess access;
    private final boolean catalog;

    StepByStep(DdlJob.Step step, Backend backend, NodeAccess access, boolean catalog) {
        this.step = step;
        this.backend = backend;
        this.access = access;
        this.catalog = catalog;
    }

    DdlJob.Step step() {
        return step;
    }

    boolean isDone(DdlJob job) throws SQLException {
        return access.ddlMarks().has(backend.connection(), job.id());
    }

    /** Changes the database, from wherever the step was cut off. */
    void run(DdlJob job, List<DdlObject> objects, long lockMillis) throws SQLException {
        Connection connection = backend.connection();
        DdlMarks marks = access.ddlMarks();
        CatalogTables tables = access.catalogTables();
        try {
            marks.run(
                    connection,
                    job.id(),
                    objects,
                    () -> backend.dialect()
                            .ddl()
                            .execute(connection, job.statement(), job.searchPath(), job.settings(), lockMillis),
                    () -> {
                        if (catalog) {
                            tables.raiseSchemaVersion(connection);
                        }
                    });
        } catch (SQLException failed) {
            backend.noteFailure(failed);
            throw failed;
        }
    }

    /** The change has been made under settings of its own. */
    @Override
    public void close() {
        backend.evict();
        backend.release();
    }
}
