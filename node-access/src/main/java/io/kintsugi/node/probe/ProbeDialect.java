package io.kintsugi.node.probe;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;

/** What differs between databases in looking at a node. */
interface ProbeDialect {
    /** Limits and name of the connection; whatever bounds login and statements by the socket. */
    Properties properties(ProbeLimits limits);

    /** Bounds the statements that follow, and runs one. */
    void ping(Connection connection, ProbeLimits limits) throws SQLException;

    NodeFacts read(Connection connection) throws SQLException;

    ProbeFailure describe(SQLException failure);
}
