package io.kintsugi.node;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Marks in each node that say which schema changes it has.
 *
 * <p>PostgreSQL commits a change and its mark together. MySQL commits each change by itself, so there a step goes in
 * three: note what the named objects look like, change them, mark the step as done. A step that was cut off has run if
 * and only if they look different now; {@link #run} does this in order.
 */
public interface DdlMarks {
    /** Part of a step. */
    @FunctionalInterface
    interface Work {
        void run() throws SQLException;
    }

    /** Whether the node has this job's change already, marked or not. */
    boolean has(Connection connection, String jobId) throws SQLException;

    /**
     * Marks the change as done; whether it was not marked before. Idempotent. Where marks are part of transactions,
     * waits for another one that is about to mark it.
     */
    boolean put(Connection connection, String jobId) throws SQLException;

    /**
     * One step, from wherever it was cut off: nothing is changed twice. Inside the caller's transaction where a change
     * can be part of one; elsewhere the connection must be in autocommit mode. DDL_LOCKED when the change was begun by
     * a session that still runs it.
     *
     * @param objects what the change names, at least one
     * @param change the statement of the job, and whatever settings it needs
     * @param afterwards what must follow the change at least once, such as raising the schema version
     */
    default void run(Connection connection, String jobId, List<DdlObject> objects, Work change, Work afterwards)
            throws SQLException {
        if (!has(connection, jobId)) {
            change.run();
            afterwards.run();
            put(connection, jobId);
        }
    }
}
