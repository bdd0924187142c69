package io.kintsugi.engine.dialect;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** How the native driver is asked to run a statement. */
public interface NativeStatements {
    PreparedStatement prepare(Connection connection, StatementRequest request) throws SQLException;

    /**
     * Called when all parameters of a statement made by {@link #prepare} are set, before it runs once. Returns the
     * statement to run: {@code bound}, or another that takes its place, and then {@code bound} is closed.
     */
    PreparedStatement afterBinding(PreparedStatement bound, StatementRequest request) throws SQLException;

    /** Limits of one execution, on a statement made by {@link #prepare} or {@link #afterBinding}. */
    void configure(PreparedStatement statement, StatementRequest request, long timeoutMillis) throws SQLException;

    /** Has the statement's results cut texts and bytes, if the native driver does so at all; 0 = no limit. */
    void cutFields(Statement statement, int fieldBytesMax) throws SQLException;

    /** How a statement is ended at its timeout; empty where {@link #configure} has the native driver do it. */
    Optional<TimeoutRules> timeouts();

    /** How a server says how many rows it expects. */
    EstimateRules estimates();

    /** Whether rows can be fetched in parts outside a transaction too. */
    boolean streamsOutsideTransactions();

    /** Whether a batch in autocommit mode is kept or undone as a whole. */
    boolean batchesAreAtomic();

    /** Whether the rest of a batch is still tried after this failure of an entry. */
    boolean batchGoesOn(SQLException failed);
}
