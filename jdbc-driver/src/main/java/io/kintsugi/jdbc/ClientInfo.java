package io.kintsugi.jdbc;

import java.sql.ClientInfoStatus;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * What an application says of itself: its name, which every server of the session is told. Confined like its
 * connection.
 */
final class ClientInfo {
    private static final String APPLICATION_NAME = "ApplicationName";

    /** Read-only: how many shards the last committed transaction wrote to. */
    private static final String SHARDS_WRITTEN = "kintsugi.shards_written";

    private final KintsugiConnection connection;
    private final Properties kept = new Properties();

    ClientInfo(KintsugiConnection connection) {
        this.connection = connection;
    }

    void set(String name, @Nullable String value) throws SQLClientInfoException {
        try {
            connection.requireOpen();
            if (!APPLICATION_NAME.equals(name)) {
                connection.warn(new SQLWarning(
                        "There is no client info '" + name + "'; only ApplicationName is kept.", "01000"));
                return;
            }
            String text = value == null ? "" : value;
            connection.command("SET application_name = " + KintsugiConnection.literal(text));
            kept.setProperty(APPLICATION_NAME, text);
        } catch (SQLException failed) {
            throw failure(Map.of(String.valueOf(name), ClientInfoStatus.REASON_UNKNOWN), failed);
        }
    }

    void setAll(@Nullable Properties properties) throws SQLClientInfoException {
        try {
            connection.requireOpen();
        } catch (SQLException closed) {
            throw failure(Map.of(), closed);
        }
        Properties given = properties == null ? new Properties() : properties;
        set(APPLICATION_NAME, given.getProperty(APPLICATION_NAME));
        for (String name : given.stringPropertyNames()) {
            if (!APPLICATION_NAME.equals(name)) {
                set(name, given.getProperty(name));
            }
        }
    }

    private static SQLClientInfoException failure(Map<String, ClientInfoStatus> failed, SQLException cause) {
        return new SQLClientInfoException(cause.getMessage(), cause.getSQLState(), 0, failed, cause);
    }

    @Nullable
    String get(@Nullable String name) throws SQLException {
        connection.requireOpen();
        if (SHARDS_WRITTEN.equals(name)) {
            return Integer.toString(connection.shardsWritten());
        }
        return name == null ? null : kept.getProperty(name);
    }

    Properties all() throws SQLException {
        connection.requireOpen();
        Properties copy = new Properties();
        copy.putAll(kept);
        return copy;
    }
}
