package io.kintsugi.engine.api;

import io.kintsugi.router.PreparedRoute;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;

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

    /**
     * Runs statements without parameters one after the other, in this order, as one batch: in autocommit all of them
     * take effect or none does. A failure is in the result, after which none of the rest was tried.
     */
    BatchResult executeBatch(List<String> texts, ExecuteOptions options) throws SQLException;

    /** A write that the native driver makes. */
    @FunctionalInterface
    interface NativeWrite {
        void run() throws SQLException;
    }

    /**
     * Makes a write natively on this connection, which one of the session's results lives on, as a part of the
     * session's transaction. Only where the session would send it to that very shard, as it is, and no other shard
     * keeps a copy of what it changes; false: it was not made.
     *
     * @param same the write as a statement, which is only routed
     * @throws io.kintsugi.errors.ShardException when the write is refused altogether
     */
    boolean writeNatively(Connection shard, PreparedRoute same, Bindings bindings, NativeWrite write)
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
     * Pins the session to the shard that owns rows with this sharding key; without a key it is routed, or pinned, as it
     * began. Where that fails nothing is changed.
     *
     * @param keyspace may be left out where only one is sharded
     */
    void pinToKey(Optional<String> keyspace, Optional<Object> key) throws SQLException;

    /**
     * The same if the key's shard answers in time. False, and nothing is changed, when it does not.
     *
     * @param limit for the wait for the shard, in whole seconds; zero = however long it takes
     */
    boolean pinToKeyIfValid(Optional<String> keyspace, Object key, Duration limit) throws SQLException;

    /** How long any one wait for a server may last before its connection is given up; 0 = for ever. */
    void setNetworkTimeout(int millis) throws SQLException;

    /**
     * A round trip to every shard of the open transaction; without one, to the catalog or another server of the
     * cluster, unless some session had an answer just before. False when there is none in time.
     */
    boolean isValid(Duration limit);

    /**
     * Cancels what the session is running, on every shard. Callable from any thread; nothing happens when it is idle.
     */
    void cancel() throws SQLException;

    /**
     * After so long, unless the future is cancelled before, cuts off every connection that the session has or gets:
     * what it waits for fails at once, and its servers roll back. Callable from any thread; {@link #close} must follow.
     */
    Future<?> abortAfter(Duration patience);

    /** Whether it has connections now, for a transaction, an open result, or what it keeps on a server. */
    boolean holdsConnections();

    boolean isClosed();

    /** Rolls back what is open and gives every connection back. Idempotent. */
    @Override
    void close() throws SQLException;
}
