package io.kintsugi.node.probe;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** MySQL's way of being looked at. */
final class MySqlProbe implements ProbeDialect {
    @Override
    public Properties properties(ProbeLimits limits) {
        Properties properties = new Properties();
        properties.setProperty("connectTimeout", Integer.toString(limits.tcpMillis()));
        properties.setProperty("socketTimeout", Integer.toString(limits.loginMillis()));
        properties.setProperty("connectionAttributes", "program_name:kintsugi-probe");
        return properties;
    }

    @Override
    public void ping(Connection connection, ProbeLimits limits) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION max_execution_time = " + limits.statementMillis());
            statement.execute("SELECT 1");
        }
    }

    @Override
    public NodeFacts read(Connection connection) throws SQLException {
        return MySqlFacts.read(connection);
    }

    @Override
    public ProbeFailure describe(SQLException failure) {
        return MySqlFailures.describe(failure);
    }
}
