package io.kintsugi.engine;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;

/**
 * The settings that change where a statement goes.
 *
 * @param searchPath existing schemas only, {@code $user} resolved
 */
record SessionEnvironment(List<String> searchPath, String timeZone) {
    SessionEnvironment {
        searchPath = List.copyOf(searchPath);
        Objects.requireNonNull(timeZone, "timeZone");
    }

    /** Asks the server, which alone knows what its settings come to. */
    static SessionEnvironment read(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT current_schemas(false)::text[], current_setting('TimeZone')")) {
            rows.next();
            return new SessionEnvironment(List.of((String[]) rows.getArray(1).getArray()), rows.getString(2));
        }
    }
}
