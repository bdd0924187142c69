package io.kintsugi.engine.dialect;

import java.sql.Connection;
import java.sql.SQLException;

/** How a schema change runs on one database. */
public interface DdlRules {
    /** Where unqualified names are looked up, as recorded with a schema change. */
    String searchPath(Connection connection) throws SQLException;

    /** Makes the connection, inside a transaction, wait at most so long for locks and look names up there. */
    void prepare(Connection connection, String searchPath, long lockMillis) throws SQLException;

    /** Whether the server refused the statement only because it stands in a transaction. */
    boolean isRefusedInTransaction(SQLException failed);
}
