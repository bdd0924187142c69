package io.kintsugi.node.probe;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** PostgreSQL's way of being looked at. */
final class PostgresProbe implements ProbeDialect {
    private static final long MILLIS_A_SECOND = 1_000;

    @Override
    public Properties properties(ProbeLimits limits) {
        Properties properties = new Properties();
        // The driver's own login timeout would leave a thread behind; the socket's bounds the login as well.
        properties.setProperty("loginTimeout", "0");
        properties.setProperty("connectTimeout", seconds(limits.tcpMillis()));
        properties.setProperty("socketTimeout", seconds(limits.loginMillis()));
        properties.setProperty("ApplicationName", "kintsugi-probe");
        return properties;
    }

    @Override
    public void ping(Connection connection, ProbeLimits limits) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET statement_timeout = " + limits.statementMillis());
            statement.execute("SELECT 1");
        }
    }

    @Override
    public NodeFacts read(Connection connection) throws SQLException {
        return PostgresFacts.read(connection);
    }

    @Override
    public ProbeFailure describe(SQLException failure) {
        return PostgresFailures.describe(failure);
    }

    private static String seconds(int millis) {
        return Long.toString((millis + MILLIS_A_SECOND - 1) / MILLIS_A_SECOND);
    }
}
