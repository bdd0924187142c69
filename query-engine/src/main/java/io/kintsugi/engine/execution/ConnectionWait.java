package io.kintsugi.engine.execution;

import io.kintsugi.engine.backend.Backend;
import java.sql.SQLException;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * The wait of a session for a pooled connection. The pool knows one way to end a wait early, the interrupt of its
 * thread; it is sent only while that thread waits, and taken back where it came too late. Thread-safe.
 */
public final class ConnectionWait {
    /** Guarded by this, as the next. */
    private @Nullable Thread waiter;

    private boolean rung;

    /** Takes a connection from a pool. */
    @FunctionalInterface
    public interface Lease {
        Backend take() throws SQLException;
    }

    /** Rings after some time, unless its future is cancelled. */
    @FunctionalInterface
    public interface Alarms {
        Future<?> in(long millis, Runnable ring);
    }

    Backend run(Lease lease, Deadline deadline, Alarms alarms) throws SQLException {
        long millis = deadline.remainingMillis();
        begin();
        Future<?> alarm = millis == 0 ? null : alarms.in(millis, this::cancel);
        Backend taken = null;
        try {
            taken = lease.take();
        } catch (SQLException | RuntimeException failed) {
            if (end(alarm)) {
                throw why(deadline, failed);
            }
            throw failed;
        }
        if (end(alarm)) {
            taken.release();
            throw why(deadline, null);
        }
        return taken;
    }

    private static RuntimeException why(Deadline deadline, @Nullable Exception failed) {
        deadline.remainingMillis();
        RuntimeException cancelled = RunningStatements.cancelled();
        if (failed != null) {
            cancelled.addSuppressed(failed);
        }
        return cancelled;
    }

    private synchronized void begin() {
        waiter = Thread.currentThread();
        rung = false;
    }

    /** Whether the wait was ended early; the interrupt that did it is taken back. */
    private boolean end(@Nullable Future<?> alarm) {
        if (alarm != null) {
            alarm.cancel(false);
        }
        synchronized (this) {
            waiter = null;
            return rung && takenBack();
        }
    }

    /** Clears the flag, which was set by us. */
    private static boolean takenBack() {
        Thread.interrupted();
        return true;
    }

    /** Ends the wait if there is one. */
    synchronized void cancel() {
        Thread waiting = waiter;
        if (waiting != null) {
            rung = true;
            waiting.interrupt();
        }
    }
}
