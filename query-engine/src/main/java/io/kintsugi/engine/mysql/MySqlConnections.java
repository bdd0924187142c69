package io.kintsugi.engine.mysql;

import com.mysql.cj.MysqlConnection;
import com.mysql.cj.conf.PropertyKey;
import com.mysql.cj.jdbc.Driver;
import com.mysql.cj.jdbc.JdbcConnection;
import io.kintsugi.engine.api.EngineConfig;
import io.kintsugi.engine.api.EngineProperty;
import io.kintsugi.engine.dialect.NativeConnections;
import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.topology.Credentials;
import io.kintsugi.topology.Node;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Connections of Connector/J. */
final class MySqlConnections implements NativeConnections {
    private static final Logger LOG = LoggerFactory.getLogger(MySqlConnections.class);

    private static final String ATTRIBUTES = "connectionAttributes";
    private static final String ENCODING = "characterEncoding";
    private static final String STREAM_ENCODING = "clobCharacterEncoding";
    private static final String PROGRAM_NAME = "program_name";
    private static final int MILLIS = 1_000;

    /** Each of these would make a result or a commit mean something else than the engine believes. */
    private static final Set<String> FORBIDDEN = Set.of(
            "autoReconnect",
            "autoReconnectForPools",
            "defaultFetchSize",
            "dontTrackOpenResources",
            "maxRows",
            "relaxAutoCommit",
            "useCursorFetch",
            "useLocalTransactionState");

    /** Every text can be said in these; of others the driver sends a question mark for what it cannot say. */
    private static final Set<String> ENCODINGS = Set.of("utf8", "utf8mb4");

    /** Set to false, they cut or garble a value on its way, and its key would be another than the router saw. */
    private static final Set<String> KEEPS_VALUES = Set.of("sendFractionalSeconds", "treatUtilDateAsTimestamp");

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
        config.backendProperties().forEach((name, value) -> put(properties, name, value));
        node.parameters().forEach((name, value) -> put(properties, name, value));
        properties.setProperty("user", credentials.user());
        properties.setProperty("password", credentials.password().value());
        long millis = config.get(EngineProperty.CONNECT_TIMEOUT_SECONDS) * MILLIS;
        properties.putIfAbsent("connectTimeout", Long.toString(millis));
        properties.putIfAbsent("cachePrepStmts", "true");
        String attributes = properties.getProperty(ATTRIBUTES);
        String name = PROGRAM_NAME + ":" + clientId;
        properties.setProperty(ATTRIBUTES, attributes == null ? name : attributes + "," + name);
        return properties;
    }

    @Override
    public Connection open(Node node, Properties properties) throws SQLException {
        String url =
                "jdbc:mysql://" + node.address() + "/" + URLEncoder.encode(node.database(), StandardCharsets.UTF_8);
        Connection connection = driver.connect(url, properties);
        if (connection == null) {
            throw new IllegalStateException("the native driver does not accept " + url);
        }
        // As a property it would make every prepared statement one of the server's, whatever the application chose.
        ((JdbcConnection) connection)
                .getPropertySet()
                .<Boolean>getProperty(PropertyKey.useCursorFetch)
                .setValue(true);
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
            statement.execute("DO 0");
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

    @Override
    public Connection unwrap(Connection pooled) throws SQLException {
        return pooled.unwrap(JdbcConnection.class);
    }

    private static void put(Properties properties, String name, String value) {
        if (FORBIDDEN.contains(name)) {
            throw new ShardException(
                            ErrorCode.INVALID_PROPERTY, "Property " + name + " cannot be set: the engine relies on it.")
                    .withRemedy("Leave it out.");
        }
        if (KEEPS_VALUES.contains(name) && !value.equalsIgnoreCase("true") && !value.equalsIgnoreCase("yes")) {
            throw new ShardException(
                            ErrorCode.INVALID_PROPERTY,
                            "Property " + name + " is '" + value + "', which changes values on their way to a shard.")
                    .withRemedy("Leave it out.");
        }
        if ((name.equals(ENCODING) || name.equals(STREAM_ENCODING))
                && !ENCODINGS.contains(
                        value.toLowerCase(Locale.ROOT).replace("-", "").replace("_", ""))) {
            throw new ShardException(
                            ErrorCode.INVALID_PROPERTY,
                            "Property " + name + " is '" + value + "', which cannot say every text as it is.")
                    .withRemedy("Use UTF-8, which is the default.");
        }
        properties.setProperty(name, value);
    }
}
