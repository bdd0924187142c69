package io.kintsugi.node;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Settings that what a server tells of an object depends on, made the same for a while. Stateless. */
final class MySqlFixedSettings {
    private static final String OWN =
            "SELECT QUOTE(@@session.sql_mode), QUOTE(@@session.time_zone), @@session.sql_quote_show_create";

    private MySqlFixedSettings() {}

    /** Something to be asked under them. */
    interface Question<T> {
        T ask() throws SQLException;
    }

    static <T> T under(Connection connection, Question<T> question) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            String own = own(statement);
            statement.execute(assignments("''", "'+00:00'", "1"));
            try {
                return question.ask();
            } finally {
                statement.execute(own);
            }
        }
    }

    private static String own(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery(OWN)) {
            row.next();
            return assignments(row.getString(1), row.getString(2), row.getString(3));
        }
    }

    private static String assignments(String sqlMode, String timeZone, String quotes) {
        return "SET SESSION sql_mode = " + sqlMode + ", SESSION time_zone = " + timeZone
                + ", SESSION sql_quote_show_create = " + quotes;
    }
}
