package io.kintsugi.engine.execution;

import io.kintsugi.engine.transaction.LogicalTransaction;
import java.util.Optional;

/** A session's context for the parts of one statement that read the same snapshots. Confined to the session. */
final class SnapshotContext extends WrappedContext {
    private final Optional<LogicalTransaction> snapshot;

    SnapshotContext(ExecutionContext session, LogicalTransaction snapshot) {
        super(session);
        this.snapshot = Optional.of(snapshot);
    }

    @Override
    public Optional<LogicalTransaction> transaction() {
        return snapshot;
    }
}
