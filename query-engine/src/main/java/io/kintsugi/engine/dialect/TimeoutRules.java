package io.kintsugi.engine.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** How a statement is ended at its timeout where the native driver's own timer may strike whatever runs after it. */
public interface TimeoutRules {
    /**
     * Ends the statement, which runs in another thread, on this connection of its own; it fails as it would by the
     * native driver's timer. Returns when the server has done so: what runs after the statement is not hit.
     */
    void end(Connection connection, Statement statement) throws SQLException;

    /** What a statement fails with that was to be ended and came to its end by itself. */
    SQLException ended(Statement statement) throws SQLException;

    /** What a statement fails with that was to be ended, and has failed with this. */
    SQLException ended(Statement statement, SQLException failed) throws SQLException;
}
