package io.kintsugi.engine.postgresql;

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
import java.util.Properties;
import java.util.Set;
import org.postgresql.Driver;
import org.postgresql.jdbc.PgConnection;

/** Connections of pgjdbc. */
final class PostgreSqlConnections implements NativeConnections {
    private static final String APPLICATION_NAME = "ApplicationName";
    private static final long MILLIS = 1_000;

    /** Each of these would make a result or a commit mean something else than the engine believes. */
    private static final Set<String> FORBIDDEN = Set.of(
            "autosave",
            "cleanupSavepoints",
            "raiseExceptionOnSilentRollback",
            "readOnlyMode",
            "replication",
            "readOnly");

    private final Driver driver = new Driver();

    @Override
    public Properties properties(Node node, Credentials credentials, EngineConfig config, String clientId) {
        Properties properties = new Properties();
        config.backendProperties().forEach((name, value) -> put(properties, name, value));
        node.parameters().forEach((name, value) -> put(properties, name, value));
        properties.setProperty("user", credentials.user());
        if (!credentials.password().value().isEmpty()) {
            properties.setProperty("password", credentials.password().value());
        }
        String seconds = Long.toString(config.get(EngineProperty.CONNECT_TIMEOUT_SECONDS));
        properties.putIfAbsent("connectTimeout", seconds);
        properties.putIfAbsent("loginTimeout", seconds);
        // The end of a statement waits for a cancel on its way, also for one that its timeout has sent.
        long cancelMillis = config.get(EngineProperty.CANCEL_WAIT_MILLIS);
        properties.putIfAbsent("cancelSignalTimeout", Long.toString((cancelMillis + MILLIS - 1) / MILLIS));
        // Everything goes into the startup message, so that RESET ALL comes back to it.
        properties.setProperty("assumeMinServerVersion", "12");
        properties.setProperty("raiseExceptionOnSilentRollback", "true");
        properties.setProperty("readOnlyMode", "transaction");
        String name = properties.getProperty(APPLICATION_NAME);
        properties.setProperty(APPLICATION_NAME, name == null ? clientId : clientId + " " + name);
        return properties;
    }

    @Override
    public Connection open(Node node, Properties properties) throws SQLException {
        Connection connection = driver.connect(url(node), properties);
        if (connection == null) {
            throw new IllegalStateException("the native driver does not accept " + url(node));
        }
        requireStandardStrings(connection, node);
        return connection;
    }

    /** A role, a database or a server may have it so; the server has said it in its greeting. */
    private static void requireStandardStrings(Connection connection, Node node) throws SQLException {
        if (((PgConnection) connection).getStandardConformingStrings()) {
            return;
        }
        connection.close();
        throw new ShardException(
                        ErrorCode.INVALID_PROPERTY,
                        "standard_conforming_strings is off on node '" + node.name()
                                + "': what is a string for it would be code for Kintsugi.")
                .withRemedy("Set it to on for the role, the database and the server, and write such strings as E'…'.");
    }

    @Override
    public void cancel(Connection connection) throws SQLException {
        ((PgConnection) connection).cancelQuery();
    }

    @Override
    public boolean isAlive(Connection connection, int seconds) throws SQLException {
        return connection.isValid(seconds);
    }

    @Override
    public void settle(Connection connection, SQLException failed) {}

    @Override
    public Connection unwrap(Connection pooled) throws SQLException {
        return pooled.unwrap(PgConnection.class);
    }

    private static String url(Node node) {
        return "jdbc:postgresql://" + node.address() + "/" + encoded(node.database());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static void put(Properties properties, String name, String value) {
        if (FORBIDDEN.contains(name)) {
            throw new ShardException(
                            ErrorCode.INVALID_PROPERTY, "Property " + name + " cannot be set: the engine relies on it.")
                    .withRemedy("Leave it out.");
        }
        properties.setProperty(name, value);
    }
}
