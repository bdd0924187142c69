package io.kintsugi.engine.api;

import io.kintsugi.router.PreparedRoute;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One application connection to the cluster. Confined to one thread at a time, except {@link #cancel()}.
 *
 * <p>Errors of a server come out as the native {@link SQLException}; errors of Kintsugi's own as
 * {@link io.kintsugi.errors.ShardException}. As in PostgreSQL, any error inside a transaction aborts it: further
 * statements get TRANSACTION_ABORTED until a rollback, or a rollback to a savepoint.
 */
public interface EngineSession extends AutoCloseable {
    /** The route of a statement under this session's settings; cheap when the text has been seen before. */
    PreparedRoute prepare(String sql) throws SQLException;

    /**
     * Runs a statement. A route prepared before the topology, the schema or a setting changed is prepared anew. The
     * result's cursors must be closed.
     */
    StatementResult execute(PreparedRoute route, Bindings bindings, ExecuteOptions options) throws SQLException;

    /**
     * Runs a statement once for each set of bindings, grouped by shard. Failures of single entries are in the result;
     * only what kept the whole batch from running is thrown.
     */
    BatchResult executeBatch(PreparedRoute route, List<? extends Bindings> bindings, ExecuteOptions options)
            throws SQLException;

    boolean autoCommit();

    /** Switching autocommit on inside a transaction commits it, as JDBC says. */
    void setAutoCommit(boolean autoCommit) throws SQLException;

    /** Whether a transaction is open: statements ran since the last commit or rollback outside autocommit, or BEGIN. */
    boolean inTransaction();

    /** Returns only when every shard has committed; OUTCOME_UNKNOWN when a reply was lost. */
    void commit() throws SQLException;

    void rollback() throws SQLException;

    /** How many shards the last committed transaction wrote to; 0 before the first. Autocommit does not count. */
    int shardsWritten();

    /** Replayed on shards that join the transaction later. */
    SavepointHandle setSavepoint(Optional<String> name) throws SQLException;

    void rollbackTo(SavepointHandle savepoint) throws SQLException;

    void release(SavepointHandle savepoint) throws SQLException;

    /** A {@code Connection.TRANSACTION_} constant. */
    int transactionIsolation();

    /** For transactions that begin from now on; INVALID_ARGUMENT inside one. */
    void setTransactionIsolation(int level) throws SQLException;

    boolean readOnly();

    /** For transactions that begin from now on; INVALID_ARGUMENT inside one. */
    void setReadOnly(boolean readOnly) throws SQLException;

    /** The catalog for metadata; several open leases share one connection. */
    CatalogLease catalog() throws SQLException;

    /** The shard's own connection while the session is pinned by {@code SET kintsugi.shard}; else empty. */
    Optional<Connection> nativeConnectionIfPinnedToOneShard() throws SQLException;

    /**
     * A round trip to every shard of the open transaction, or to the catalog; false when one does not answer in time.
     */
    boolean isValid(Duration limit);

    /**
     * Cancels what the session is running, on every shard. Callable from any thread; nothing happens when it is idle.
     */
    void cancel() throws SQLException;

    boolean isClosed();

    /** Rolls back what is open and gives every connection back. Idempotent. */
    @Override
    void close() throws SQLException;
}
