package io.kintsugi.engine.execution;

import io.kintsugi.engine.backend.Backend;
import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import org.jspecify.annotations.Nullable;

/**
 * What a session does right now, so that another thread can cancel it: statements that run, rows that are fetched, or
 * the wait for a connection. Thread-safe.
 */
public final class RunningStatements {
    private static final List<Backend> NOBODY = List.of();

    private final Set<Statement> statements = new CopyOnWriteArraySet<>();
    private final ConnectionWait wait = new ConnectionWait();

    /** Held while servers are asked to cancel: what they are to cancel must not end before, or the next one is hit. */
    private final Object cancelling = new Object();

    private volatile List<Backend> fetching = NOBODY;
    private volatile boolean cancels;
    private volatile Deadline deadline = Deadline.in(0);

    void add(Statement statement) {
        statements.add(statement);
    }

    /** Its connection may have another user from now on; waits for a cancel on its way. */
    void remove(Statement statement) {
        statements.remove(statement);
        if (cancels) {
            awaitCancel();
        }
    }

    /** Until when waits for connections may last, from now on. */
    void limit(Deadline now) {
        deadline = now;
    }

    /** The same, from now. */
    public void limit(long millis) {
        deadline = Deadline.in(millis);
    }

    public void unlimited() {
        deadline = Deadline.in(0);
    }

    /** Gets a connection; a cancel and the statement's deadline end the wait for it. */
    public Backend waitFor(ConnectionWait.Lease lease, ConnectionWait.Alarms alarms) throws SQLException {
        return wait.run(lease, deadline, alarms);
    }

    /** Rows are being fetched on these connections, by the calling thread, until {@link #fetched}. */
    void fetching(List<Backend> backends) {
        fetching = backends;
    }

    void fetched() {
        fetching = NOBODY;
        if (cancels) {
            awaitCancel();
        }
    }

    /** A cancel may have taken notice of what has just ended: it must have arrived before anything else is sent. */
    private void awaitCancel() {
        synchronized (cancelling) {
            cancels = false;
        }
    }

    /** Asks every server to cancel; the statements end with its error. */
    public void cancel() throws SQLException {
        wait.cancel();
        SQLException first = null;
        synchronized (cancelling) {
            cancels = true;
            for (Statement statement : statements) {
                first = cancel(statement::cancel, first);
            }
            for (Backend backend : fetching) {
                first = cancel(() -> backend.dialect().connections().cancel(backend.connection()), first);
            }
            cancels = false;
        }
        if (first != null) {
            throw first;
        }
    }

    private interface Cancelling {
        void run() throws SQLException;
    }

    private static @Nullable SQLException cancel(Cancelling one, @Nullable SQLException first) {
        try {
            one.run();
            return first;
        } catch (SQLException failed) {
            if (first == null) {
                return failed;
            }
            first.addSuppressed(failed);
            return first;
        }
    }

    static ShardException cancelled() {
        return new ShardException(ErrorCode.CANCELLED, "The statement was cancelled while it waited for a connection.");
    }
}
