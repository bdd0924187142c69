package io.kintsugi.engine.execution;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Rings at the deadlines of statements: at most once at a time for each that runs. Thread-safe. On threads of its own,
 * made when the first is wanted, because a ring waits for a server.
 */
public final class StatementAlarms implements AutoCloseable {
    private static final int THREADS_MAX = 4;
    private static final long IDLE_SECONDS = 30;

    private final ScheduledThreadPoolExecutor threads;

    public StatementAlarms(String clientId) {
        AtomicInteger number = new AtomicInteger();
        this.threads = new ScheduledThreadPoolExecutor(THREADS_MAX, task -> {
            Thread thread = new Thread(task, "kintsugi-alarm-" + clientId + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        threads.setRemoveOnCancelPolicy(true);
        // Of a closed engine nothing rings: its statements lose their connections.
        threads.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        threads.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        threads.allowCoreThreadTimeOut(true);
    }

    Future<?> in(long millis, Runnable ring) {
        return threads.schedule(ring, millis, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
