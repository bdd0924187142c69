package io.kintsugi.jdbc;

import java.sql.ClientInfoStatus;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * What an application says of itself, as in the native driver: in PostgreSQL its name, which every server of the
 * session is told; in MySQL anything, which is kept here. Confined like its connection.
 */
final class ClientInfo {
    private static final String APPLICATION_NAME = "ApplicationName";

    /** Read-only: how many shards the last committed transaction wrote to. */
    private static final String SHARDS_WRITTEN = "kintsugi.shards_written";

    private final KintsugiConnection connection;

    /** What has been set; few applications ever do. Replaced as a whole. */
    private volatile Map<String, String> known = Map.of();

    ClientInfo(KintsugiConnection connection) {
        this.connection = connection;
    }

    void set(@Nullable String name, @Nullable String value) throws SQLClientInfoException {
        try {
            connection.requireOpen();
            String text = value == null ? "" : value;
            Optional<String> telling = connection.settings().dialect().tellingApplicationName(text);
            if (telling.isPresent() && !APPLICATION_NAME.equals(name)) {
                connection.warn(new SQLWarning(
                        "There is no client info '" + name + "'; only ApplicationName is kept.", "01000"));
                return;
            }
            if (name == null) {
                throw Errors.argument("The client info's name is null.", "Give a name.");
            }
            if (telling.isPresent()) {
                connection.command(telling.get());
            }
            keep(name, telling.isEmpty() ? value : text);
        } catch (SQLException failed) {
            throw failure(Map.of(String.valueOf(name), ClientInfoStatus.REASON_UNKNOWN), failed);
        }
    }

    private void keep(String name, @Nullable String value) {
        Map<String, String> changed = new HashMap<>(known);
        if (value == null) {
            changed.remove(name);
        } else {
            changed.put(name, value);
        }
        known = Map.copyOf(changed);
    }

    void setAll(@Nullable Properties properties) throws SQLClientInfoException {
        try {
            connection.requireOpen();
        } catch (SQLException closed) {
            throw failure(Map.of(), closed);
        }
        Properties given = properties == null ? new Properties() : properties;
        known = Map.of();
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
        return name == null ? null : known.get(name);
    }

    Properties all() throws SQLException {
        connection.requireOpen();
        Properties copy = new Properties();
        copy.putAll(known);
        return copy;
    }
}
