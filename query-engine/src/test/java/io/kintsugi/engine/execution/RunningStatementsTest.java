package io.kintsugi.engine.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** A cancel reaches what it was meant for, or nothing. */
class RunningStatementsTest {
    private static final long PATIENCE_SECONDS = 30;

    private final RunningStatements running = new RunningStatements();
    private final CountDownLatch cancelBegun = new CountDownLatch(1);
    private final CountDownLatch cancelMayArrive = new CountDownLatch(1);
    private final AtomicBoolean cancelArrived = new AtomicBoolean();

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
        running.add(statement);
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
                    running.remove(statement);
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

    @Test
    void statementThatHasEnded_isNotCancelled() throws Exception {
        Statement statement = statement();
        running.add(statement);
        running.remove(statement);
        running.cancel();
        assertThat(cancelBegun.getCount()).isEqualTo(1);
    }
}
