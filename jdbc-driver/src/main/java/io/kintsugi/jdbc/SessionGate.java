package io.kintsugi.jdbc;

import io.kintsugi.engine.api.EngineSession;
import io.kintsugi.errors.ShardException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The session of one connection, for one caller at a time. Thread-safe: callers wait for each other, except
 * cancelling and closing, which do not wait for a running statement to end by itself.
 */
final class SessionGate {
    private static final long CANCEL_AGAIN_MILLIS = 50;

    private final EngineSession session;
    private final Duration closeWait;
    private final ReentrantLock lock = new ReentrantLock();
    private final AtomicBoolean closing = new AtomicBoolean();
    private volatile boolean closed;

    /** Whoever was to close the session could not have the lock: its user closes it instead. */
    private volatile boolean left;

    private volatile @Nullable Object user;

    /** Something to do with the session that has no answer. */
    @FunctionalInterface
    interface Step {
        void on(EngineSession session) throws SQLException;
    }

    /** @param closeWait how long closing waits for what it has cancelled, and then for what was cut off */
    SessionGate(EngineSession session, Duration closeWait) {
        this.session = session;
        this.closeWait = closeWait;
    }

    /** Begins a use of the session; {@link #leave} must follow. */
    void enter(Object who) throws SQLException {
        lock.lock();
        if (closed) {
            lock.unlock();
            throw Errors.closed("connection");
        }
        user = who;
    }

    void leave() {
        if (lock.getHoldCount() == 1) {
            user = null;
        }
        lock.unlock();
        if (left) {
            closeLeft();
        }
    }

    /** Its connections are cut off, so nothing is waited for and no failure means anything. */
    private void closeLeft() {
        if (!lock.tryLock()) {
            return;
        }
        try {
            session.close();
        } catch (SQLException | ShardException failed) {
            throw new IllegalStateException("an aborted session could not be closed", failed);
        } finally {
            lock.unlock();
        }
    }

    /** To be used between {@link #enter} and {@link #leave} only. */
    EngineSession session() {
        return session;
    }

    <T extends @Nullable Object> T call(Object who, SqlAction<T> action) throws SQLException {
        enter(who);
        try {
            return action.run(session);
        } catch (ShardException failure) {
            throw Errors.of(failure);
        } finally {
            leave();
        }
    }

    void run(Object who, Step step) throws SQLException {
        enter(who);
        try {
            step.on(session);
        } catch (ShardException failure) {
            throw Errors.of(failure);
        } finally {
            leave();
        }
    }

    /** Cancels what {@code who} is running; nothing happens when it runs nothing. Waits for nobody. */
    void cancel(Object who) throws SQLException {
        if (user != who) {
            return;
        }
        try {
            session.cancel();
        } catch (ShardException failure) {
            throw Errors.of(failure);
        }
    }

    /** A statement that is running proves nothing about the connection, so it is waited for, up to the limit. */
    boolean isValid(Duration limit) {
        if (closed || !lockWithin(limit)) {
            return false;
        }
        try {
            return !closed && session.isValid(limit);
        } finally {
            leave();
        }
    }

    /** From now on no use can begin; what runs goes on until {@link #close}. */
    void forbid() {
        closed = true;
    }

    /** Whether the connection was closed here; cheap enough to ask before each value that is read. */
    boolean isForbidden() {
        return closed;
    }

    boolean isClosed() {
        return closed || session.isClosed();
    }

    /**
     * From now on no use can begin; what runs is cancelled and waited for, then the session is closed. What does not
     * end although it was cancelled loses its connections to the servers. Idempotent.
     *
     * @param patience for what was cancelled
     */
    void close(Duration patience) throws SQLException {
        if (!closing.compareAndSet(false, true)) {
            return;
        }
        closed = true;
        if (lockWithin(Duration.ZERO)) {
            closeLocked(patience, null);
            return;
        }
        Future<?> cutting = session.abortAfter(patience);
        SQLException notCancelled = null;
        boolean locked = false;
        try {
            locked = lockCancelling(null, patience);
        } catch (SQLException failed) {
            notCancelled = failed;
        }
        if (locked || lockWithin(patience.plus(closeWait))) {
            cutting.cancel(false);
            closeLocked(patience, notCancelled);
            return;
        }
        left = true;
        if (lockWithin(Duration.ZERO)) {
            closeLocked(patience, notCancelled);
        }
    }

    /** A server that does not answer to what closing has to tell it is waited for no longer than others. */
    private void closeLocked(Duration patience, @Nullable SQLException notCancelled) throws SQLException {
        Future<?> cutting = session.holdsConnections() ? session.abortAfter(patience) : null;
        try {
            session.close();
        } catch (ShardException failure) {
            throw withSuppressed(Errors.of(failure), notCancelled);
        } finally {
            if (cutting != null) {
                cutting.cancel(false);
            }
            lock.unlock();
        }
    }

    private static SQLException withSuppressed(SQLException failure, @Nullable SQLException other) {
        if (other != null) {
            failure.addSuppressed(other);
        }
        return failure;
    }

    /**
     * Like {@link #enter}, but what {@code who} runs in another thread is cancelled, not waited for. False, and nothing
     * is entered, when it did not end in time or the connection is closed.
     */
    boolean enterCancelling(Object who) throws SQLException {
        if (!lockCancelling(who, closeWait)) {
            return false;
        }
        if (closed) {
            lock.unlock();
            return false;
        }
        return true;
    }

    /**
     * Takes the lock. A cancel may overtake the statement it means, so it is repeated.
     *
     * @param who whose statement to cancel; null for anybody's
     * @param patience how long to try
     * @return whether the lock was had within the limit
     */
    private boolean lockCancelling(@Nullable Object who, Duration patience) throws SQLException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!lockWithin(Duration.ZERO)) {
            Object running = user;
            if (running != null && (who == null || who == running)) {
                cancel(running);
            }
            if (lockWithin(Duration.ofMillis(CANCEL_AGAIN_MILLIS))) {
                return true;
            }
            if (System.nanoTime() - deadline > 0 || Thread.currentThread().isInterrupted()) {
                return false;
            }
        }
        return true;
    }

    private boolean lockWithin(Duration limit) {
        try {
            return lock.tryLock() || lock.tryLock(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
