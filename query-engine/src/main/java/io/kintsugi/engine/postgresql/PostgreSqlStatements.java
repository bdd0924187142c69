package io.kintsugi.engine.postgresql;

import io.kintsugi.engine.api.GeneratedKeys;
import io.kintsugi.engine.dialect.EstimateRules;
import io.kintsugi.engine.dialect.NativeStatements;
import io.kintsugi.engine.dialect.StatementRequest;
import io.kintsugi.engine.dialect.TimeoutRules;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.postgresql.jdbc.PgStatement;

/** Statements of pgjdbc. */
final class PostgreSqlStatements implements NativeStatements {
    private final EstimateRules estimates = new PostgreSqlEstimates();

    @Override
    public PreparedStatement prepare(Connection connection, StatementRequest request) throws SQLException {
        if (request.generatedKeys() instanceof GeneratedKeys.All) {
            return connection.prepareStatement(request.text(), PreparedStatement.RETURN_GENERATED_KEYS);
        }
        if (request.generatedKeys() instanceof GeneratedKeys.Columns columns) {
            return connection.prepareStatement(request.text(), columns.names().toArray(String[]::new));
        }
        // The native driver asks for updatable results in text form, always; for others the server may send binary.
        int concurrency = request.textForm() ? ResultSet.CONCUR_UPDATABLE : request.resultSetConcurrency();
        return connection.prepareStatement(request.text(), request.resultSetType(), concurrency);
    }

    /** Values mean the same however the statement was prepared. */
    @Override
    public PreparedStatement afterBinding(PreparedStatement bound, StatementRequest request) {
        return bound;
    }

    @Override
    public void configure(PreparedStatement statement, StatementRequest request, long timeoutMillis)
            throws SQLException {
        statement.setFetchSize(request.fetchSize());
        if (request.rowsMax() > 0) {
            statement.setMaxRows((int) Math.min(request.rowsMax(), Integer.MAX_VALUE));
        }
        cutFields(statement, request.fieldBytesMax());
        if (request.plain()) {
            // A plain statement is never prepared on the server: its values would come in binary form, with other
            // texts.
            statement.unwrap(PgStatement.class).setPrepareThreshold(0);
        }
        if (timeoutMillis > 0) {
            statement.unwrap(PgStatement.class).setQueryTimeoutMs(timeoutMillis);
        }
    }

    @Override
    public void cutFields(Statement statement, int fieldBytesMax) throws SQLException {
        if (fieldBytesMax > 0) {
            statement.setMaxFieldSize(fieldBytesMax);
        }
    }

    /** The native driver's timer and the end of a statement wait for each other. */
    @Override
    public Optional<TimeoutRules> timeouts() {
        return Optional.empty();
    }

    @Override
    public EstimateRules estimates() {
        return estimates;
    }

    @Override
    public boolean streamsOutsideTransactions() {
        return false;
    }

    @Override
    public boolean batchesAreAtomic() {
        return true;
    }

    @Override
    public boolean batchGoesOn(SQLException failed) {
        return false;
    }
}
