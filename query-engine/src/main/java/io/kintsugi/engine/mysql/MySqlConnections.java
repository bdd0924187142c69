package io.kintsugi.engine.mysql;

import com.mysql.cj.MysqlConnection;
import com.mysql.cj.conf.PropertyKey;
import com.mysql.cj.jdbc.Driver;
import com.mysql.cj.jdbc.JdbcConnection;
import io.kintsugi.engine.api.EngineConfig;
import io.kintsugi.engine.api.EngineProperty;
import io.kintsugi.engine.dialect.NativeConnections;
import io.kintsugi.topology.Credentials;
import io.kintsugi.topology.Node;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Connections of Connector/J. */
final class MySqlConnections implements NativeConnections {
    private static final Logger LOG = LoggerFactory.getLogger(MySqlConnections.class);

    private static final String ATTRIBUTES = "connectionAttributes";
    private static final String PROGRAM_NAME = "program_name";
    private static final String CONNECT_TIMEOUT = "connectTimeout";
    private static final String SOCKET_TIMEOUT = "socketTimeout";
    private static final String VARIABLES = "sessionVariables";
    private static final int MILLIS = 1_000;
    private static final String NOTHING = "DO 0";
    private static final String ANSWER = "settled";
    private static final String QUESTION = "SELECT '" + ANSWER + "'";

    private final Driver driver;

    MySqlConnections() {
        try {
            this.driver = new Driver();
        } catch (SQLException impossible) {
            throw new IllegalStateException("the native driver cannot be made", impossible);
        }
    }

    @Override
    public Properties properties(Node node, Credentials credentials, EngineConfig config, String clientId) {
        Properties properties = new Properties();
        config.backendProperties().forEach((name, value) -> MySqlProperties.put(properties, name, value));
        node.parameters().forEach((name, value) -> MySqlProperties.put(properties, name, value));
        properties.setProperty("user", credentials.user());
        properties.setProperty("password", credentials.password().value());
        long millis = config.get(EngineProperty.CONNECT_TIMEOUT_SECONDS) * MILLIS;
        properties.putIfAbsent(CONNECT_TIMEOUT, Long.toString(millis));
        properties.putIfAbsent("cachePrepStmts", "true");
        // Else the native driver asks the server before each write whether the session reads only.
        properties.setProperty("readOnlyPropagatesToServer", "false");
        properties.merge(VARIABLES, MySqlProperties.OWN_VARIABLES, (given, own) -> given + "," + own);
        String attributes = properties.getProperty(ATTRIBUTES);
        String name = PROGRAM_NAME + ":" + clientId;
        properties.setProperty(ATTRIBUTES, attributes == null ? name : attributes + "," + name);
        return properties;
    }

    @Override
    public Connection open(Node node, Properties properties) throws SQLException {
        String url =
                "jdbc:mysql://" + node.address() + "/" + URLEncoder.encode(node.database(), StandardCharsets.UTF_8);
        Connection connection = connect(url, properties);
        // As a property it would make every prepared statement one of the server's, whatever the application chose.
        ((JdbcConnection) connection)
                .getPropertySet()
                .<Boolean>getProperty(PropertyKey.useCursorFetch)
                .setValue(true);
        return connection;
    }

    /**
     * A server that is frozen accepts a connection and then says nothing, which the native driver's own limit does not
     * end. The limit stays among the connection's properties, by which those are opened that are to cancel it.
     */
    private Connection connect(String url, Properties properties) throws SQLException {
        boolean limited = properties.getProperty(SOCKET_TIMEOUT) != null;
        Properties bounded = new Properties();
        bounded.putAll(properties);
        bounded.putIfAbsent(SOCKET_TIMEOUT, properties.getProperty(CONNECT_TIMEOUT));
        Connection connection = driver.connect(url, bounded);
        if (connection == null) {
            throw new IllegalStateException("the native driver does not accept " + url);
        }
        if (!limited) {
            connection.setNetworkTimeout(Runnable::run, 0);
        }
        return connection;
    }

    /** Takes a connection of its own, as the native driver's cancel does. */
    @Override
    public void cancel(Connection connection) throws SQLException {
        MysqlConnection running = (MysqlConnection) connection;
        try (Connection other = driver.connect(running.getURL(), running.getProperties());
                Statement statement = other.createStatement()) {
            statement.execute("KILL QUERY " + running.getSession().getThreadId());
        }
    }

    /**
     * The native driver's ping forgets what the server had said of the transaction, and its query timeout asks a server
     * that does not answer to end the query.
     */
    @Override
    public boolean isAlive(Connection connection, int seconds) {
        try (Statement statement = connection.createStatement()) {
            int before = connection.getNetworkTimeout();
            connection.setNetworkTimeout(Runnable::run, seconds > 0 ? toMillis(seconds) : before);
            statement.execute(NOTHING);
            connection.setNetworkTimeout(Runnable::run, before);
            return true;
        } catch (SQLException failed) {
            LOG.debug("A connection does not answer", failed);
            return false;
        }
    }

    private static int toMillis(int seconds) {
        return (int) Math.min(Integer.MAX_VALUE, TimeUnit.SECONDS.toMillis(seconds));
    }

    /**
     * A server that fails to open a cursor (two rows of a scalar sub-query, a number out of range) says so once more
     * instead of running what comes next (seen in 9.7.4). So that has to be nothing, and what follows it has to get its
     * own answer.
     */
    @Override
    public void settle(Connection connection, SQLException failed) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            try {
                statement.execute(NOTHING);
            } catch (SQLException again) {
                requireSame(again, failed);
            }
            try (ResultSet answer = statement.executeQuery(QUESTION)) {
                if (!answer.next() || !ANSWER.equals(answer.getString(1))) {
                    throw new SQLException("The server answers something else than it was asked.");
                }
            }
        }
    }

    private static void requireSame(SQLException again, SQLException failed) throws SQLException {
        if (again.getErrorCode() != failed.getErrorCode() || !isSame(again.getMessage(), failed.getMessage())) {
            throw again;
        }
    }

    private static boolean isSame(@Nullable String one, @Nullable String other) {
        return one != null && one.equals(other);
    }

    @Override
    public Connection unwrap(Connection pooled) throws SQLException {
        return pooled.unwrap(JdbcConnection.class);
    }
}
