package io.kintsugi.engine.dialect;

import io.kintsugi.engine.session.SessionEnvironment;
import io.kintsugi.engine.session.SessionSettings;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** How the settings of a session get to connections and away from them. */
public interface SessionRules {
    /** What a session's settings come to; only the server knows. */
    SessionEnvironment environment(Connection connection) throws SQLException;

    /** Brings a connection from its settings to others, in few round trips; part may have been done on failure. */
    void apply(Connection connection, SessionSettings current, SessionSettings wanted) throws SQLException;

    /** The value of an expression, as a literal; it is computed once. */
    String evaluated(Connection connection, String expression) throws SQLException;

    /** The value in the first column of the current row, as a literal that means the same under all settings. */
    String literal(ResultSet row) throws SQLException;

    /** Runs commands that return nothing, in one round trip where that is possible. */
    void run(Connection connection, List<String> commands) throws SQLException;

    /** An identifier that means exactly this name. */
    String quoted(String name);

    /** Whether statements prepared before a change of this setting may mean something else after it. */
    boolean isReadByParsing(String name);

    /** Ends what is prepared on the connection. */
    void forgetPrepared(Connection connection) throws SQLException;

    /** Ends everything a session may have left: temporary tables, locks, settings. False: only closing ends it. */
    boolean discard(Connection connection) throws SQLException;

    /** Whether a rollback takes back the settings made since. */
    boolean areTransactional();

    /** Whether a connection shows that a setting of this name was made on it, even after it is taken back. */
    boolean leavesTrace(String name);
}
