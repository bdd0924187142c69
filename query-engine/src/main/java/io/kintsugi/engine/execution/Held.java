package io.kintsugi.engine.execution;

import io.kintsugi.engine.backend.Backend;
import io.kintsugi.engine.result.Completion;
import io.kintsugi.engine.transaction.LogicalTransaction;
import io.kintsugi.router.plan.ShardId;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections that one statement holds, and the transaction they are in: the application's, one made for this
 * statement, or none. Every connection is held once more for the statement's result, so the result may outlive the
 * transaction. Confined to the session.
 */
final class Held implements Completion {
    private static final Logger LOG = LoggerFactory.getLogger(Held.class);
    private static final String SAVEPOINT = "kintsugi_statement";

    private final Optional<LogicalTransaction> application;
    private final Optional<LogicalTransaction> own;
    private final Optional<LogicalTransaction> beside;
    private final RunningStatements running;
    private final List<Backend> backends = new ArrayList<>(2);
    private boolean failed;
    private boolean undone;
    private boolean undoable;
    private List<Backend> streaming = List.of();

    private Held(ExecutionContext context, Optional<LogicalTransaction> application, Optional<LogicalTransaction> own) {
        this(context, application, own, Optional.empty());
    }

    /** @param beside the application's transaction where the statement runs outside it, but its errors count there */
    private Held(
            ExecutionContext context,
            Optional<LogicalTransaction> application,
            Optional<LogicalTransaction> own,
            Optional<LogicalTransaction> beside) {
        this.running = context.running();
        this.application = application;
        this.own = own;
        this.beside = beside;
    }

    /** In the application's transaction if there is one; else each shard on its own. */
    static Held autocommit(ExecutionContext context) {
        return new Held(context, context.transaction(), Optional.empty());
    }

    /** Beside the application's transaction, if there is one: for what needs a connection but says nothing to it. */
    static Held outside(ExecutionContext context) {
        return new Held(context, Optional.empty(), Optional.empty());
    }

    /** In the application's transaction if there is one; else in one made for this statement. */
    static Held transactional(ExecutionContext context, boolean readOnly) {
        Optional<LogicalTransaction> application = context.transaction();
        return new Held(
                context,
                application,
                application.isPresent() ? Optional.empty() : Optional.of(context.transactionForStatement(readOnly)));
    }

    /**
     * In a transaction made for this statement that only reads, whether or not the application has one: under the
     * settings of that, and an error dooms it as it would have on one server.
     */
    static Held apart(ExecutionContext context) {
        Optional<LogicalTransaction> application = context.transaction();
        LogicalTransaction own = context.transactionForStatement(true);
        application.ifPresent(own::beginUnderSettingsOf);
        return new Held(context, Optional.empty(), Optional.of(own), application);
    }

    /** The same for a question whose failure is nobody's error yet. */
    static Held asking(ExecutionContext context) {
        Held apart = apart(context);
        return new Held(context, Optional.empty(), apart.own);
    }

    /**
     * For questions beside everything: a transaction of its own under the application's settings, rolled back whatever
     * comes, whose failures are nobody's errors.
     */
    static Held aside(ExecutionContext context) {
        return undone(context, Optional.empty());
    }

    /** As {@link #apart}, in one that may write, and is rolled back whatever comes. */
    static Held uncommitted(ExecutionContext context) {
        return undone(context, context.transaction());
    }

    private static Held undone(ExecutionContext context, Optional<LogicalTransaction> beside) {
        LogicalTransaction own = context.transactionForWorkbench();
        context.transaction().ifPresent(own::beginUnderSettingsOf);
        Held held = new Held(context, Optional.empty(), Optional.of(own), beside);
        held.undone = true;
        return held;
    }

    /** Rows stay behind on the servers, to be fetched as they are read. */
    void streams() {
        streaming = List.copyOf(backends);
    }

    @Override
    public void reading() {
        if (!streaming.isEmpty()) {
            running.fetching(streaming);
        }
    }

    @Override
    public void read() {
        if (!streaming.isEmpty()) {
            running.fetched();
        }
    }

    boolean inTransaction() {
        return application.isPresent() || own.isPresent();
    }

    private Optional<LogicalTransaction> transaction() {
        return application.isPresent() ? application : own;
    }

    /** Refuses more written shards than the transaction may have, before anything runs. */
    void requireWritable(List<ShardId> shards) {
        transaction().ifPresent(transaction -> transaction.requireWritable(shards));
    }

    /** A connection for one part of the statement. */
    Backend open(ShardId shard, boolean write, ExecutionContext context) throws SQLException {
        Optional<LogicalTransaction> transaction = transaction();
        Backend backend;
        if (transaction.isPresent()) {
            backend = transaction.get().join(context.canonical(shard), write);
            backend.retain();
        } else {
            backend = context.acquire(shard);
        }
        backends.add(backend);
        return backend;
    }

    /**
     * Makes sure that the statement can be undone alone on all the shards it has opened, where an error leaves the
     * application's transaction alive: the shard that fails undoes its part, the others would keep theirs.
     */
    void makeUndoable() throws SQLException {
        if (application.isEmpty()
                || backends.size() < 2
                || backends.get(0).dialect().transactions().errorsDoom()) {
            return;
        }
        for (Backend backend : backends) {
            backend.dialect().sessions().run(backend.connection(), List.of("SAVEPOINT " + SAVEPOINT));
        }
        undoable = true;
    }

    private void ask(LogicalTransaction open, Exception failure) {
        if (!(failure instanceof SQLException server)) {
            open.noteUncertain();
        } else if (undoable) {
            open.noteFailure(server);
        }
    }

    /**
     * Asks the servers first: one that has met a deadlock has no savepoint any more, nor a transaction, and the
     * transaction ends on all shards.
     */
    private void undo(Exception failure) {
        if (application.isEmpty() || backends.isEmpty()) {
            return;
        }
        ask(application.get(), failure);
        if (!undoable) {
            return;
        }
        if (application.get().isUndone() || application.get().isAborted()) {
            return;
        }
        for (Backend backend : backends) {
            try {
                if (backend.isInTransaction()) {
                    backend.dialect()
                            .sessions()
                            .run(backend.connection(), List.of("ROLLBACK TO SAVEPOINT " + SAVEPOINT));
                }
            } catch (SQLException second) {
                LOG.debug(
                        "A part of a failed statement could not be undone on {}",
                        backend.node().name(),
                        second);
                backend.noteFailure(second);
                application.get().abort();
            }
        }
    }

    /** Makes what a statement of its own did permanent; its results stay readable. */
    void commitOwn() throws SQLException {
        if (own.isPresent() && undone) {
            own.get().rollBack();
        } else if (own.isPresent()) {
            own.get().commit();
        }
    }

    /** Ends a statement that failed. */
    void giveUp(Exception failure) {
        failed = true;
        own.ifPresent(LogicalTransaction::rollBack);
        beside.ifPresent(LogicalTransaction::noteRefusal);
        undo(failure);
        releaseAll();
    }

    /** The statement needs this connection no longer; at least one other stays until {@link #closed}. */
    void keepOnly(Backend kept) throws SQLException {
        commitOwn();
        backends.stream().filter(backend -> backend != kept).forEach(Backend::release);
        backends.removeIf(backend -> backend != kept);
    }

    @Override
    public void failed(SQLException failure) {
        failed = true;
        backends.forEach(backend -> backend.noteFailure(failure));
        streaming.forEach(backend -> backend.noteCursorFailure(failure));
        beside.ifPresent(LogicalTransaction::noteRefusal);
        application.ifPresent(transaction -> transaction.noteFailure(failure));
    }

    @Override
    public void closed() throws SQLException {
        try {
            if (failed) {
                own.ifPresent(LogicalTransaction::rollBack);
            } else {
                commitOwn();
            }
        } finally {
            releaseAll();
        }
    }

    private void releaseAll() {
        backends.forEach(Backend::release);
        backends.clear();
    }
}
