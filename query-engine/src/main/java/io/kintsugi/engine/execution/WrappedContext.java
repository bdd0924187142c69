package io.kintsugi.engine.execution;

import io.kintsugi.engine.api.EngineConfig;
import io.kintsugi.engine.api.TransactionMode;
import io.kintsugi.engine.backend.Backend;
import io.kintsugi.engine.dialect.EngineDialect;
import io.kintsugi.engine.transaction.LogicalTransaction;
import io.kintsugi.router.plan.ShardId;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** A context that is another one in all but what a subclass says. Confined to the session. */
abstract class WrappedContext implements ExecutionContext {
    private final ExecutionContext session;

    WrappedContext(ExecutionContext session) {
        this.session = session;
    }

    @Override
    public Optional<Measurements> measurements() {
        return session.measurements();
    }

    @Override
    public EngineDialect dialect() {
        return session.dialect();
    }

    @Override
    public EngineConfig config() {
        return session.config();
    }

    @Override
    public FanOut fanOut() {
        return session.fanOut();
    }

    @Override
    public RunningStatements running() {
        return session.running();
    }

    @Override
    public TransactionMode transactionMode() {
        return session.transactionMode();
    }

    @Override
    public long lastInsertId() {
        return session.lastInsertId();
    }

    @Override
    public void noteInsertId(long id) {
        session.noteInsertId(id);
    }

    @Override
    public boolean keepsConnection(ShardId shard) {
        return session.keepsConnection(shard);
    }

    @Override
    public Optional<LogicalTransaction> transaction() {
        return session.transaction();
    }

    @Override
    public LogicalTransaction transactionForStatement(boolean readOnly) {
        return session.transactionForStatement(readOnly);
    }

    @Override
    public LogicalTransaction transactionForWorkbench() {
        return session.transactionForWorkbench();
    }

    @Override
    public LogicalTransaction snapshotForStatement() {
        return session.snapshotForStatement();
    }

    @Override
    public List<ShardId> workbench() {
        return session.workbench();
    }

    @Override
    public boolean nextTransactionDiffers() {
        return session.nextTransactionDiffers();
    }

    @Override
    public ShardId canonical(ShardId shard) {
        return session.canonical(shard);
    }

    @Override
    public Backend acquire(ShardId shard) throws SQLException {
        return session.acquire(shard);
    }

    @Override
    public void keepConnection(ShardId shard) throws SQLException {
        session.keepConnection(shard);
    }

    @Override
    public ShardId preferred(List<ShardId> candidates) {
        return session.preferred(candidates);
    }
}
