package io.kintsugi.jdbc;

import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** {@code SELECT set_config(…)}, by which migration tools set the search path, does what SET does. */
final class SettingQueryIT extends Differential {
    @Test
    void setConfig_thatStandsAlone_setsTheSessionAndTheTransaction() throws SQLException {
        same((connection, transcript) -> {
            transcript.say("answer", set(connection, "search_path", "public, pg_catalog", false));
            transcript.say("path", show(connection, "search_path"));
            insertUsers(connection, 3);
            connection.setAutoCommit(false);
            transcript.say("local", set(connection, "lock_timeout", "3s", true));
            transcript.say("inside", show(connection, "lock_timeout"));
            connection.commit();
            transcript.say("after", show(connection, "lock_timeout"));
            transcript.say("quoted", set(connection, "application_name", "it's a \\ name", false));
            connection.rollback();
            connection.setAutoCommit(true);
            try (Statement statement = connection.createStatement()) {
                transcript.rows(
                        "qualified",
                        statement.executeQuery("SELECT pg_catalog.set_config('IntervalStyle', 'iso_8601', false);"));
                transcript.rows(
                        "read", statement.executeQuery("SELECT (INTERVAL '1 day 2 hours')::text AS long FROM users"));
            }
            transcript.attempt("unknown", () -> set(connection, "no_such_setting", "x", false));
            transcript.say("path", show(connection, "search_path"));
        });
    }

    /** Liquibase asks each of its questions so. */
    @Test
    void preparedCall_thatCallsNothing_isAQuery() throws SQLException {
        same((connection, transcript) -> {
            insertUsers(connection, 3);
            try (CallableStatement statement =
                    connection.prepareCall("SELECT name, current_schema() FROM users WHERE user_id = ?")) {
                statement.setLong(1, 2);
                transcript.rows("row", statement.executeQuery());
                transcript.say("parameters", statement.getParameterMetaData().getParameterCount());
                transcript.say("out parameter refused", isRefused(() -> statement.getString(1)));
                statement.setString(1, "x");
                transcript.attempt("wrong type", statement::executeQuery);
            }
        });
    }

    private static boolean isRefused(Transcript.Step step) {
        try {
            step.run();
            return false;
        } catch (SQLException refused) {
            return true;
        }
    }

    private static String set(Connection connection, String name, String value, boolean local) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT set_config('" + name + "', ?, " + local + ")")) {
            statement.setString(1, value);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getMetaData().getColumnName(1) + "=" + rows.getString(1);
            }
        }
    }

    private static String show(Connection connection, String name) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SHOW " + name)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
