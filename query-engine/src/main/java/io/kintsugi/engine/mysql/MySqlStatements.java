package io.kintsugi.engine.mysql;

import com.mysql.cj.conf.PropertyKey;
import com.mysql.cj.conf.RuntimeProperty;
import com.mysql.cj.jdbc.JdbcConnection;
import com.mysql.cj.jdbc.JdbcPreparedStatement;
import com.mysql.cj.jdbc.JdbcStatement;
import io.kintsugi.engine.api.GeneratedKeys;
import io.kintsugi.engine.dialect.EstimateRules;
import io.kintsugi.engine.dialect.NativeStatements;
import io.kintsugi.engine.dialect.StatementRequest;
import io.kintsugi.engine.dialect.TimeoutRules;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Set;

/**
 * Statements of Connector/J. What the application prepares is prepared as it has configured (by default its text is
 * made here and values come as text); what must be read in parts is prepared on the server and read by a cursor, its
 * values as literals of its text.
 */
final class MySqlStatements implements NativeStatements {
    /** The server cannot prepare every kind of statement. */
    private static final int NOT_PREPARABLE = 1295;

    /** A deadlock, a lock that did not come, an interruption, a timeout. */
    private static final Set<Integer> ENDS_BATCH = Set.of(1205, 1213, 1317, 3024);

    private final EstimateRules estimates = new MySqlEstimates();
    private final MySqlFailures failures;
    private final Optional<TimeoutRules> timeouts;

    MySqlStatements(MySqlFailures failures, MySqlConnections connections) {
        this.failures = failures;
        this.timeouts = Optional.of(new MySqlTimeouts(connections, failures));
    }

    @Override
    public PreparedStatement prepare(Connection connection, StatementRequest request) throws SQLException {
        JdbcConnection driver = (JdbcConnection) connection;
        BackslashMode.follow(driver);
        if (!(request.generatedKeys() instanceof GeneratedKeys.None)) {
            return request.plain()
                    ? driver.clientPrepareStatement(request.text(), Statement.RETURN_GENERATED_KEYS)
                    : driver.prepareStatement(request.text(), Statement.RETURN_GENERATED_KEYS);
        }
        if (isReadByCursor(request)) {
            return takesLiterals(driver, request)
                    ? prepareHere(driver, request.text(), request)
                    : prepareOnServer(driver, request.text(), request);
        }
        return request.plain() || request.textForm()
                ? prepareHere(driver, request.text(), request)
                : driver.prepareStatement(request.text(), request.resultSetType(), request.resultSetConcurrency());
    }

    private static boolean isReadByCursor(StatementRequest request) {
        return request.generatedKeys() instanceof GeneratedKeys.None
                && request.fetchSize() > 0
                && !request.textForm()
                && request.resultSetType() == ResultSet.TYPE_FORWARD_ONLY
                && request.resultSetConcurrency() == ResultSet.CONCUR_READ_ONLY;
    }

    /** Only where the application did not ask for values in binary form itself. */
    private static boolean takesLiterals(JdbcConnection driver, StatementRequest request) {
        return !request.plain()
                && !driver.getPropertySet()
                        .getBooleanProperty(PropertyKey.useServerPrepStmts)
                        .getValue();
    }

    private static PreparedStatement prepareOnServer(JdbcConnection driver, String text, StatementRequest request)
            throws SQLException {
        try {
            return driver.serverPrepareStatement(text, request.resultSetType(), request.resultSetConcurrency());
        } catch (SQLException failed) {
            if (failed.getErrorCode() != NOT_PREPARABLE) {
                throw failed;
            }
            return prepareHere(driver, text, request);
        }
    }

    private static PreparedStatement prepareHere(JdbcConnection driver, String text, StatementRequest request)
            throws SQLException {
        return driver.clientPrepareStatement(text, request.resultSetType(), request.resultSetConcurrency());
    }

    @Override
    public void configure(PreparedStatement statement, StatementRequest request, long timeoutMillis)
            throws SQLException {
        // Without a cursor a fetch size would be ignored; a text form is read whole.
        statement.setFetchSize(isReadByCursor(request) ? request.fetchSize() : 0);
        if (request.rowsMax() > 0) {
            statement.setMaxRows((int) Math.min(request.rowsMax(), JdbcStatement.MAX_ROWS));
        }
    }

    @Override
    public Optional<TimeoutRules> timeouts() {
        return timeouts;
    }

    /** Connector/J takes the size and cuts nothing. */
    @Override
    public void cutFields(Statement statement, int fieldBytesMax) {}

    @Override
    public PreparedStatement afterBinding(PreparedStatement bound, StatementRequest request) throws SQLException {
        JdbcConnection driver = (JdbcConnection) bound.getConnection();
        if (!isReadByCursor(request) || !takesLiterals(driver, request)) {
            return bound;
        }
        PreparedStatement literal = prepareAsItIs(driver, LiteralText.of((JdbcPreparedStatement) bound), request);
        bound.close();
        return literal;
    }

    /** JDBC's escapes have been replaced; what looks like one now stands in a value. */
    private static PreparedStatement prepareAsItIs(JdbcConnection driver, String text, StatementRequest request)
            throws SQLException {
        RuntimeProperty<Boolean> escapes =
                driver.getPropertySet().getBooleanProperty(PropertyKey.processEscapeCodesForPrepStmts);
        boolean processed = escapes.getValue();
        escapes.setValue(false);
        try {
            return prepareOnServer(driver, text, request);
        } finally {
            escapes.setValue(processed);
        }
    }

    @Override
    public EstimateRules estimates() {
        return estimates;
    }

    @Override
    public boolean streamsOutsideTransactions() {
        return true;
    }

    @Override
    public boolean batchesAreAtomic() {
        return false;
    }

    /** As the native driver goes on within a batch: unless nothing is left to go on with. */
    @Override
    public boolean batchGoesOn(SQLException failed) {
        return !failures.isConnectionLoss(failed)
                && !(failed.getCause() instanceof SQLTimeoutException)
                && !ENDS_BATCH.contains(failed.getErrorCode());
    }
}
