package io.kintsugi.engine.mysql;

import com.mysql.cj.Query.CancelStatus;
import com.mysql.cj.jdbc.JdbcStatement;
import com.mysql.cj.jdbc.exceptions.MySQLTimeoutException;
import io.kintsugi.engine.dialect.TimeoutRules;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.locks.Lock;

/**
 * Does what Connector/J's timer does, without its gap: a timer's thread that has taken notice of a statement goes on to
 * kill the connection's current query although the statement has ended, whoever has the connection by then.
 */
final class MySqlTimeouts implements TimeoutRules {
    private final MySqlConnections connections;
    private final MySqlFailures failures;

    MySqlTimeouts(MySqlConnections connections, MySqlFailures failures) {
        this.connections = connections;
        this.failures = failures;
    }

    @Override
    public void end(Connection connection, Statement statement) throws SQLException {
        JdbcStatement late = statement.unwrap(JdbcStatement.class);
        // The statement's own thread takes this lock before it says what the server's error means.
        Lock lock = late.getCancelTimeoutLock();
        lock.lock();
        try {
            connections.cancel(connection);
            late.setCancelStatus(CancelStatus.CANCELED_BY_TIMEOUT);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public SQLException ended(Statement statement) throws SQLException {
        statement.unwrap(JdbcStatement.class).resetCancelledState();
        return new MySQLTimeoutException();
    }

    /**
     * A statement that the server has prepared fails with the server's own error, which knows of no timeout. That of a
     * batch says what became of its entries.
     */
    @Override
    public SQLException ended(Statement statement, SQLException failed) throws SQLException {
        if (failed instanceof BatchUpdateException || !failures.isCancellation(failed)) {
            return failed;
        }
        SQLException timedOut = ended(statement);
        timedOut.addSuppressed(failed);
        return timedOut;
    }
}
