package io.kintsugi.engine.dialect;

import io.kintsugi.router.syntax.DdlStatement;
import java.sql.Connection;
import java.sql.SQLException;

/** How a schema change runs on one database. */
public interface DdlRules {
    /** Where unqualified names are looked up, as recorded with a schema change. */
    String searchPath(Connection connection) throws SQLException;

    /** Whether a change can be undone until it is committed; where not, each one commits by itself. */
    boolean isTransactional();

    /** Runs the change, looking names up there, and waiting at most so long for locks. */
    void execute(Connection connection, String statement, String searchPath, long lockMillis) throws SQLException;

    /** The tree of a recorded change. */
    DdlStatement parse(Connection connection, String statement) throws SQLException;

    /** Whether the server refused the statement only because it stands in a transaction. */
    boolean isRefusedInTransaction(SQLException failed);
}
