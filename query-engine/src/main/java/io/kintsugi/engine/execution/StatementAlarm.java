package io.kintsugi.engine.execution;

import io.kintsugi.engine.dialect.TimeoutRules;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends one statement at its deadline, and nothing that runs after it. Thread-safe. */
final class StatementAlarm {
    private static final Logger LOG = LoggerFactory.getLogger(StatementAlarm.class);

    /** The first ring may have come before the server began, or not have come through: until the statement ends. */
    private static final long AGAIN_MILLIS = 1_000;

    private final RunningStatements running;
    private final StatementAlarms alarms;
    private final Statement statement;
    private final Connection connection;
    private final TimeoutRules rules;
    private volatile boolean rang;

    /** Guarded by this, as the next. */
    private @Nullable Future<?> next;

    private boolean stopped;

    StatementAlarm(
            RunningStatements running,
            StatementAlarms alarms,
            Statement statement,
            Connection connection,
            TimeoutRules rules) {
        this.running = running;
        this.alarms = alarms;
        this.statement = statement;
        this.connection = connection;
        this.rules = rules;
    }

    synchronized void ringIn(long millis) {
        if (!stopped) {
            next = alarms.in(millis, this::ring);
        }
    }

    private void ring() {
        try {
            running.whileRunning(statement, () -> {
                rang = true;
                rules.end(connection, statement);
            });
        } catch (SQLException | RuntimeException failed) {
            LOG.debug("A statement that takes too long could not be ended yet", failed);
        }
        ringIn(AGAIN_MILLIS);
    }

    /** Runs the statement, which is known to be running already, to its end. */
    @FunctionalInterface
    interface Run<T> {
        T run() throws SQLException;
    }

    /** What it comes to; a failure says that it was to be ended. */
    <T> T during(Run<T> run) throws SQLException {
        try {
            return untilItsEnd(run);
        } catch (SQLException failed) {
            throw rang ? rules.ended(statement, failed) : failed;
        }
    }

    /** Fails where the statement was to be ended and came to its end by itself, as with the native driver's timer. */
    void requireSilent() throws SQLException {
        if (rang) {
            throw rules.ended(statement);
        }
    }

    private <T> T untilItsEnd(Run<T> run) throws SQLException {
        try {
            return run.run();
        } finally {
            stop();
            running.end(statement);
        }
    }

    private synchronized void stop() {
        stopped = true;
        if (next != null) {
            next.cancel(false);
        }
    }
}
