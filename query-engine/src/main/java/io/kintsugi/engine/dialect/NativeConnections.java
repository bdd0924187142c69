package io.kintsugi.engine.dialect;

import io.kintsugi.engine.api.EngineConfig;
import io.kintsugi.topology.Credentials;
import io.kintsugi.topology.Node;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;

/** How connections of the native driver are opened. */
public interface NativeConnections {
    /**
     * What every connection to this node is opened with; the node's own parameters win over the configured ones.
     * INVALID_PROPERTY for a property that would make a result or a commit mean something else than the engine
     * believes.
     *
     * @param clientId at the head of the name under which the server lists the connection
     */
    Properties properties(Node node, Credentials credentials, EngineConfig config, String clientId);

    /** A new connection in autocommit mode; NATIVE_DRIVER_MISSING where the class path has no driver. */
    Connection open(Node node, Properties properties) throws SQLException;

    /** Asks the server to end what the connection is running; callable from any thread. */
    void cancel(Connection connection) throws SQLException;

    /** Whether the server answers in time; the connection still knows then whether it is in a transaction. */
    boolean isAlive(Connection connection, int seconds) throws SQLException;

    /**
     * After an error of a statement that was to be read by a cursor: reads what the server may have sent too many. An
     * error where it cannot be told which answer comes next.
     */
    void settle(Connection connection, SQLException failed) throws SQLException;

    /** The native connection behind one of a pool. */
    Connection unwrap(Connection pooled) throws SQLException;
}
