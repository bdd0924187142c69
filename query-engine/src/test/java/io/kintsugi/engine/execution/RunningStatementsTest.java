package io.kintsugi.engine.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.kintsugi.engine.dialect.TimeoutRules;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A cancel reaches what it was meant for, or nothing. */
class RunningStatementsTest {
    private static final long PATIENCE_SECONDS = 30;

    private final StatementAlarms alarms = new StatementAlarms("test");
    private final RunningStatements running = new RunningStatements(alarms);
    private final CountDownLatch cancelBegun = new CountDownLatch(1);
    private final CountDownLatch cancelMayArrive = new CountDownLatch(1);
    private final AtomicBoolean cancelArrived = new AtomicBoolean();

    @AfterEach
    void end() {
        alarms.close();
    }

    private Statement statement() {
        InvocationHandler slowCancel = (proxy, method, arguments) -> switch (method.getName()) {
            case "cancel" -> arrive();
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> throw new UnsupportedOperationException(method.getName());
        };
        return (Statement)
                Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Statement.class}, slowCancel);
    }

    /** The native driver may fail in any way: a connection that has just been closed has lost its fields. */
    private static Statement statement(Runnable cancel) {
        InvocationHandler handler = (proxy, method, arguments) -> switch (method.getName()) {
            case "cancel" -> {
                cancel.run();
                yield "";
            }
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> throw new UnsupportedOperationException(method.getName());
        };
        return (Statement) Proxy.newProxyInstance(
                RunningStatementsTest.class.getClassLoader(), new Class<?>[] {Statement.class}, handler);
    }

    private Object arrive() throws InterruptedException {
        cancelBegun.countDown();
        assertThat(cancelMayArrive.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        cancelArrived.set(true);
        return "";
    }

    private static <T> FutureTask<T> started(FutureTask<T> task, List<Thread> threads) {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
        return task;
    }

    /** Until it is known to wait, or to be through. */
    private static void awaitWaitOrEnd(Thread thread) {
        while (thread.getState() != Thread.State.BLOCKED
                && thread.getState() != Thread.State.WAITING
                && thread.getState() != Thread.State.TERMINATED) {
            Thread.onSpinWait();
        }
    }

    @Test
    void statementThatEnds_waitsForACancelOnItsWay() throws Exception {
        Statement statement = statement();
        running.begin(statement);
        List<Thread> threads = new java.util.ArrayList<>();
        FutureTask<Boolean> cancel = started(
                new FutureTask<>(() -> {
                    running.cancel();
                    return true;
                }),
                threads);
        assertThat(cancelBegun.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        FutureTask<Boolean> end = started(
                new FutureTask<>(() -> {
                    running.end(statement);
                    return cancelArrived.get();
                }),
                threads);
        awaitWaitOrEnd(threads.get(1));
        cancelMayArrive.countDown();
        assertThat(end.get(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .as("the cancel had arrived when the connection was given on")
                .isTrue();
        assertThat(cancel.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    /** Ends statements by their own cancel; there is no connection to say it on. */
    private static final class ByCancel implements TimeoutRules {
        @Override
        public void end(Connection connection, Statement statement) throws SQLException {
            statement.cancel();
        }

        @Override
        public SQLException ended(Statement statement) {
            return new SQLException("late");
        }

        @Override
        public SQLException ended(Statement statement, SQLException failed) {
            return failed;
        }
    }

    private StatementAlarm timed(Statement statement, long millis) {
        Connection none = (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    throw new UnsupportedOperationException(method.getName());
                });
        return Objects.requireNonNull(
                running.begin(statement, none, Optional.of(new ByCancel()), Deadline.in(millis)), "an alarm");
    }

    /** Ends by itself as soon as it is about to be ended. */
    private boolean awaitCancel() throws SQLException {
        try {
            return cancelBegun.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            throw new SQLException(interrupted);
        }
    }

    private boolean late(StatementAlarm alarm) throws SQLException {
        boolean begun = alarm.during(this::awaitCancel);
        alarm.requireSilent();
        return begun;
    }

    @Test
    void statementThatEndsAtItsDeadline_waitsForWhatIsToEndIt() throws Exception {
        Statement statement = statement();
        StatementAlarm alarm = timed(statement, 50);
        List<Thread> threads = new java.util.ArrayList<>();
        FutureTask<Throwable> end = started(new FutureTask<>(() -> catchThrowable(() -> late(alarm))), threads);
        assertThat(cancelBegun.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        awaitWaitOrEnd(threads.get(0));
        assertThat(end.isDone()).as("the connection is given on").isFalse();
        cancelMayArrive.countDown();
        assertThat(end.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).hasMessage("late");
        assertThat(cancelArrived).isTrue();
    }

    @Test
    void statementThatHasEnded_isNotEndedAtItsDeadline() throws Exception {
        Statement statement = statement();
        StatementAlarm alarm = timed(statement, TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        assertThat(alarm.during(() -> "its result")).isEqualTo("its result");
        alarm.requireSilent();
        running.whileRunning(statement, statement::cancel);
        assertThat(cancelBegun.getCount()).isEqualTo(1);
    }

    @Test
    void statementThatHasEnded_isNotCancelled() throws Exception {
        Statement statement = statement();
        running.begin(statement);
        running.end(statement);
        running.cancel();
        assertThat(cancelBegun.getCount()).isEqualTo(1);
    }

    @Test
    void cancelThatFails_leavesNoOtherStatementRunning() {
        List<String> cancelled = new java.util.ArrayList<>();
        running.begin(statement(() -> {
            throw new IllegalStateException("gone");
        }));
        running.begin(statement(() -> cancelled.add("second")));
        running.begin(statement(() -> {
            throw new NullPointerException("gone too");
        }));
        running.begin(statement(() -> cancelled.add("fourth")));
        assertThatThrownBy(running::cancel)
                .isInstanceOf(SQLException.class)
                .hasCauseInstanceOf(IllegalStateException.class)
                .satisfies(failed -> assertThat(failed.getSuppressed())
                        .singleElement(InstanceOfAssertFactories.THROWABLE)
                        .hasCauseInstanceOf(NullPointerException.class));
        assertThat(cancelled).containsExactly("second", "fourth");
        Statement later = statement(() -> cancelled.add("later"));
        running.begin(later);
        running.end(later);
        assertThat(cancelled).doesNotContain("later");
    }
}
