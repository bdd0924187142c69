package io.kintsugi.node;

import java.sql.Connection;
import java.sql.SQLException;

/** Marks in each node that say which schema changes it has: written in the very transaction of the change. */
public interface DdlMarks {
    /** Whether the node has this job's change already. */
    boolean has(Connection connection, String jobId) throws SQLException;

    /** Marks the change as done, inside the caller's transaction. */
    void put(Connection connection, String jobId) throws SQLException;
}
