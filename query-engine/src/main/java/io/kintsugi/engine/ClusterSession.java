package io.kintsugi.engine;

import io.kintsugi.engine.api.BatchResult;
import io.kintsugi.engine.api.Bindings;
import io.kintsugi.engine.api.CatalogLease;
import io.kintsugi.engine.api.EngineSession;
import io.kintsugi.engine.api.ExecuteOptions;
import io.kintsugi.engine.api.RowCursor;
import io.kintsugi.engine.api.SavepointHandle;
import io.kintsugi.engine.api.StatementResult;
import io.kintsugi.engine.backend.Backend;
import io.kintsugi.engine.transaction.LogicalTransaction;
import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.router.PreparedRoute;
import io.kintsugi.router.plan.ShardId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One session: checks that it is open, keeps what it must close, and lets errors doom its transaction. */
final class ClusterSession implements EngineSession {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterSession.class);

    private final SessionCore core;
    private final StatementRunner statements;
    private final List<RowCursor> cursors = new ArrayList<>(0);
    private List<Lease> leases = List.of();
    private int savepoints;
    private volatile boolean closed;

    ClusterSession(SessionCore core) {
        this.core = core;
        this.statements = new StatementRunner(core);
    }

    /** Something that may fail, and then dooms the transaction. */
    private interface Work<T> {
        T run() throws SQLException;
    }

    private <T> T guarded(Work<T> work) throws SQLException {
        requireOpen();
        try {
            return work.run();
        } catch (SQLException | RuntimeException failed) {
            note(failed);
            throw failed;
        } finally {
            core.running().unlimited();
        }
    }

    private void note(Exception failed) {
        core.engine().counters().failed(failed);
        core.noteFailure(failed);
    }

    private void requireOpen() {
        if (closed) {
            throw new ShardException(ErrorCode.CLOSED_OBJECT, "The session is closed.");
        }
    }

    @Override
    public PreparedRoute prepare(String sql) throws SQLException {
        return guarded(() -> statements.prepare(sql));
    }

    /** Guarded without an object to say what is guarded: this runs for every statement. */
    @Override
    public StatementResult execute(PreparedRoute route, Bindings bindings, ExecuteOptions options) throws SQLException {
        requireOpen();
        try {
            return kept(statements.execute(route, bindings, options));
        } catch (SQLException | RuntimeException failed) {
            note(failed);
            throw failed;
        } finally {
            core.running().unlimited();
        }
    }

    private StatementResult kept(StatementResult result) {
        cursors.removeIf(RowCursor::isClosed);
        if (result instanceof StatementResult.Rows rows) {
            cursors.add(rows.cursor());
        } else if (result instanceof StatementResult.UpdateCount count) {
            count.generatedKeys().ifPresent(cursors::add);
        }
        return result;
    }

    @Override
    public BatchResult executeBatch(PreparedRoute route, List<? extends Bindings> bindings, ExecuteOptions options)
            throws SQLException {
        return counted(bindings.size(), () -> statements.executeBatch(route, bindings, options));
    }

    @Override
    public BatchResult executeBatch(List<String> texts, ExecuteOptions options) throws SQLException {
        return counted(texts.size(), () -> statements.executeBatch(texts, options));
    }

    private BatchResult counted(int entries, Work<BatchResult> work) throws SQLException {
        long began = System.nanoTime();
        BatchResult result = guarded(work);
        result.failure().ifPresent(this::note);
        core.engine().counters().batchExecuted(entries, System.nanoTime() - began);
        cursors.removeIf(RowCursor::isClosed);
        result.generatedKeys().ifPresent(cursors::add);
        return result;
    }

    @Override
    public boolean writeNatively(Connection shard, PreparedRoute same, Bindings bindings, NativeWrite write)
            throws SQLException {
        return guarded(() -> {
            boolean may = new NativeWrites(core, statements).begin(shard, same, bindings);
            if (may) {
                write.run();
            }
            return may;
        });
    }

    @Override
    public void pinToKey(Optional<String> keyspace, Optional<Object> key) throws SQLException {
        guarded(() -> {
            if (key.isEmpty()) {
                core.pinning().asAtFirst();
            } else {
                core.pinning().to(new KeyShards(core, statements).shardOf(keyspace, key.get()));
            }
            return key;
        });
    }

    @Override
    public boolean pinToKeyIfValid(Optional<String> keyspace, Object key, Duration limit) throws SQLException {
        return guarded(() -> {
            int seconds = limit.isZero() ? 0 : seconds(limit);
            return core.pinning().ifAnswering(new KeyShards(core, statements).shardOf(keyspace, key), seconds);
        });
    }

    private static int seconds(Duration limit) {
        return (int) Math.min(Integer.MAX_VALUE, Math.max(1, limit.toSeconds()));
    }

    @Override
    public void setNetworkTimeout(int millis) throws SQLException {
        requireOpen();
        core.connections().setNetworkTimeout(millis, core.openTransaction());
    }

    @Override
    public boolean autoCommit() {
        return core.autoCommit();
    }

    @Override
    public void setAutoCommit(boolean autoCommit) throws SQLException {
        requireOpen();
        core.setAutoCommit(autoCommit);
    }

    @Override
    public boolean inTransaction() {
        return core.openTransaction().map(LogicalTransaction::hasBegun).orElse(false);
    }

    @Override
    public void commit() throws SQLException {
        requireOpen();
        core.commit();
    }

    @Override
    public int shardsWritten() {
        return core.shardsWritten();
    }

    @Override
    public void rollback() throws SQLException {
        requireOpen();
        core.rollBack();
    }

    @Override
    public SavepointHandle setSavepoint(Optional<String> name) throws SQLException {
        return guarded(() -> {
            int id = ++savepoints;
            String text = name.orElse("kintsugi_savepoint_" + id);
            transaction().savepoint(text);
            return new SavepointHandle(id, text, name.isPresent());
        });
    }

    @Override
    public void rollbackTo(SavepointHandle savepoint) throws SQLException {
        guarded(() -> {
            core.rollBackTo(transaction(), savepoint.name());
            return savepoint;
        });
    }

    @Override
    public void release(SavepointHandle savepoint) throws SQLException {
        guarded(() -> {
            transaction().release(savepoint.name());
            return savepoint;
        });
    }

    private LogicalTransaction transaction() {
        return core.transaction()
                .orElseThrow(() -> new ShardException(
                                ErrorCode.INVALID_ARGUMENT,
                                "Savepoints need a transaction; the session is in autocommit.")
                        .withRemedy("Call setAutoCommit(false) first."));
    }

    @Override
    public int transactionIsolation() {
        return core.characteristics()
                .isolation()
                .orElse(core.dialect().transactions().defaultIsolation());
    }

    @Override
    public void setTransactionIsolation(int level) {
        requireOpen();
        core.requireNoTransaction("The isolation level");
        core.setCharacteristics(core.characteristics().withIsolation(level));
        core.keepUnasked(core.dialect().transactions().isolationOfAll(level));
    }

    @Override
    public boolean readOnly() {
        return core.characteristics().readOnly();
    }

    @Override
    public void setReadOnly(boolean readOnly) {
        requireOpen();
        core.requireNoTransaction("The read-only mode");
        boolean changes = core.characteristics().readOnly() != readOnly;
        core.setCharacteristics(core.characteristics().withReadOnly(readOnly));
        if (changes && core.dialect().transactions().readOnlyHoldsInAutocommit()) {
            core.keepUnasked(core.dialect().transactions().readOnlyForAll(readOnly));
        }
    }

    @Override
    public CatalogLease catalog() throws SQLException {
        requireOpen();
        Lease lease = new Lease(core.acquire(ShardId.CATALOG));
        List<Lease> held = new ArrayList<>(leases);
        held.removeIf(known -> known.returned);
        held.add(lease);
        leases = held;
        return lease;
    }

    private static final class Lease implements CatalogLease {
        private final Backend backend;
        private boolean returned;

        Lease(Backend backend) {
            this.backend = backend;
        }

        @Override
        public Connection connection() {
            return backend.connection();
        }

        @Override
        public void close() {
            if (!returned) {
                returned = true;
                backend.release();
            }
        }
    }

    @Override
    public Optional<Connection> nativeConnectionIfPinnedToOneShard() {
        requireOpen();
        return core.pinning().backend().map(Backend::lend);
    }

    @Override
    public boolean isValid(Duration limit) {
        if (closed) {
            return false;
        }
        return new SessionProbe(core).answers(seconds(limit));
    }

    @Override
    public void cancel() throws SQLException {
        core.running().cancel();
    }

    @Override
    public Future<?> abortAfter(Duration patience) {
        return core.engine()
                .pools()
                .after(patience.toMillis(), () -> core.connections().all().cut());
    }

    @Override
    public boolean holdsConnections() {
        return core.connections().all().areAny();
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    @Override
    public void close() throws SQLException {
        if (closed) {
            return;
        }
        closed = true;
        try {
            closeCursors();
        } catch (SQLException | ShardException failed) {
            if (!core.connections().all().isCut()) {
                throw failed;
            }
            LOG.debug("What an aborted session had open went with its connections", failed);
        } finally {
            leases.forEach(Lease::close);
            core.close();
        }
    }

    /** Each of them, whatever the others say; the first failure is told. */
    private void closeCursors() throws SQLException {
        SQLException first = null;
        RuntimeException refused = null;
        for (RowCursor cursor : cursors) {
            try {
                cursor.close();
            } catch (SQLException failed) {
                first = first == null ? failed : first;
            } catch (ShardException failed) {
                refused = refused == null ? failed : refused;
            }
        }
        if (first != null) {
            throw first;
        }
        if (refused != null) {
            throw refused;
        }
    }
}
