package io.kintsugi.engine.execution;

import io.kintsugi.engine.backend.Backend;
import io.kintsugi.engine.dialect.TimeoutRules;
import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import org.jspecify.annotations.Nullable;

/**
 * What a session does right now, so that another thread can cancel it: statements that run, rows that are fetched, or
 * the wait for a connection. Thread-safe.
 */
public final class RunningStatements {
    private static final List<Backend> NOBODY = List.of();
    private static final String NOT_CANCELLED = "The native driver failed to cancel a statement: ";

    private final StatementAlarms alarms;
    private final Set<Statement> statements = new CopyOnWriteArraySet<>();
    private final ConnectionWait wait = new ConnectionWait();

    /** Held while servers are asked to cancel: what they are to cancel must not end before, or the next one is hit. */
    private final Object cancelling = new Object();

    private volatile List<Backend> fetching = NOBODY;
    private volatile boolean cancels;
    private volatile Deadline deadline = Deadline.in(0);

    public RunningStatements(StatementAlarms alarms) {
        this.alarms = alarms;
    }

    /** Another thread can cancel it from now on. */
    void begin(Statement statement) {
        statements.add(statement);
    }

    /** The same of one that is ended at its deadline, by the native driver where that does it safely. */
    @Nullable
    StatementAlarm begin(Statement statement, Backend backend, Deadline limit) {
        return begin(
                statement, backend.connection(), backend.dialect().statements().timeouts(), limit);
    }

    /** @param rules empty = the native driver has been told the deadline */
    @Nullable
    StatementAlarm begin(Statement statement, Connection connection, Optional<TimeoutRules> rules, Deadline limit) {
        long millis = rules.isEmpty() ? 0 : limit.remainingMillis();
        begin(statement);
        if (rules.isEmpty() || millis == 0) {
            return null;
        }
        StatementAlarm alarm = new StatementAlarm(this, alarms, statement, connection, rules.get());
        alarm.ringIn(millis);
        return alarm;
    }

    /** Its connection may have another user from now on; waits for a cancel on its way. */
    void end(Statement statement) {
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

    /** Asks every server to cancel, whatever the others say to it; the statements end with its error. */
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

    /** Asks a server to end what it does. */
    @FunctionalInterface
    interface Cancelling {
        void run() throws SQLException;
    }

    /** Does it if the statement still runs, and before it can end. */
    void whileRunning(Statement statement, Cancelling cancelling) throws SQLException {
        synchronized (this.cancelling) {
            cancels = true;
            try {
                if (statements.contains(statement)) {
                    cancelling.run();
                }
            } finally {
                cancels = false;
            }
        }
    }

    private static @Nullable SQLException cancel(Cancelling one, @Nullable SQLException first) {
        try {
            one.run();
            return first;
        } catch (SQLException failed) {
            return both(first, failed);
        } catch (RuntimeException failed) {
            // A native driver whose connection has just ended; the others are to be asked all the same.
            return both(first, new SQLException(NOT_CANCELLED + failed, ErrorCode.INTERNAL.sqlState(), failed));
        }
    }

    private static SQLException both(@Nullable SQLException first, SQLException next) {
        if (first == null) {
            return next;
        }
        first.addSuppressed(next);
        return first;
    }

    static ShardException cancelled() {
        return new ShardException(ErrorCode.CANCELLED, "The statement was cancelled while it waited for a connection.");
    }
}
