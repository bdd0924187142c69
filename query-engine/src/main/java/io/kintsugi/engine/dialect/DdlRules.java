package io.kintsugi.engine.dialect;

import io.kintsugi.router.syntax.DdlStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

/** How a schema change runs on one database. */
public interface DdlRules {
    /** Where unqualified names are looked up, as recorded with a schema change. */
    String searchPath(Connection connection) throws SQLException;

    /** Whether a change can be undone until it is committed; where not, each one commits by itself. */
    boolean isTransactional();

    /** Where changes are transactional: bounds the transaction's waits for locks. */
    default void limitLocks(Connection connection, long lockMillis) throws SQLException {
        // Elsewhere there is no transaction: a change sets its own limit.
    }

    /** What else of the session's settings the meaning of a schema change depends on, as recorded with it. */
    Map<String, String> settings(Connection connection) throws SQLException;

    /**
     * Runs the change, under these settings, looking names up there, and waiting at most so long for locks. May leave
     * settings behind.
     *
     * @param settings none: under those of the connection
     */
    void execute(
            Connection connection, String statement, String searchPath, Map<String, String> settings, long lockMillis)
            throws SQLException;

    /** The tree of a change recorded with these settings. */
    DdlStatement parse(Connection connection, String statement, Map<String, String> settings) throws SQLException;

    /** Whether the server refused the statement only because it stands in a transaction. */
    boolean isRefusedInTransaction(SQLException failed);
}
