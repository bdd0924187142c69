package io.kintsugi.embedded;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** One statement on a connection of its own. */
final class Queries {

    private Queries() {}

    static void execute(DatabaseServer server, String database, String text) throws SQLException {
        try (Connection connection = server.connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(text);
        }
    }

    static long number(DatabaseServer server, String database, String text) throws SQLException {
        try (Connection connection = server.connect(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(text)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    static String text(DatabaseServer server, String text) throws SQLException {
        return text(server, "postgres", text);
    }

    static String text(DatabaseServer server, String database, String text) throws SQLException {
        try (Connection connection = server.connect(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(text)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
