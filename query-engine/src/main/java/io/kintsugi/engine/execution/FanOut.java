package io.kintsugi.engine.execution;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs the parts of a statement at the same time. Thread-safe. Shared by all sessions and bounded: when all threads are
 * busy, a part runs on its caller's own thread, so nothing queues and nothing can wait for itself.
 */
public final class FanOut implements AutoCloseable {
    private static final long IDLE_SECONDS = 30;

    private final ThreadPoolExecutor threads;

    public FanOut(int threadsMax, String clientId) {
        AtomicInteger number = new AtomicInteger();
        this.threads = new ThreadPoolExecutor(
                0,
                threadsMax,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                task -> {
                    Thread thread = new Thread(task, "kintsugi-fan-out-" + clientId + "-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                },
                // Also once it is closed, where CallerRunsPolicy would drop the part and its statement wait for ever.
                (part, busyOrClosed) -> part.run());
    }

    /** What one part came to. */
    record Outcome<T>(List<T> results, List<Exception> failures) {}

    /**
     * Runs all parts, the first one on the calling thread, and waits until every one has ended.
     *
     * @param onFailure called once when the first part has failed, so that the others may be cancelled
     */
    <T> Outcome<T> run(List<Callable<T>> parts, Runnable onFailure) {
        AtomicInteger failed = new AtomicInteger();
        List<FutureTask<T>> tasks = new ArrayList<>(parts.size());
        for (Callable<T> part : parts) {
            tasks.add(new FutureTask<>(() -> watched(part, failed, onFailure)));
        }
        tasks.stream().skip(1).forEach(threads::execute);
        tasks.get(0).run();
        return gather(tasks);
    }

    /** What goes wrong there must not hide why it was done. */
    private static void cancelOthers(Runnable onFailure, Exception failure) {
        try {
            onFailure.run();
        } catch (RuntimeException second) {
            failure.addSuppressed(second);
        }
    }

    private static <T> T watched(Callable<T> part, AtomicInteger failed, Runnable onFailure) throws Exception {
        try {
            return part.call();
        } catch (SQLException | RuntimeException failure) {
            if (failed.getAndIncrement() == 0) {
                cancelOthers(onFailure, failure);
            }
            throw failure;
        }
    }

    private static <T> Outcome<T> gather(List<? extends Future<T>> tasks) {
        List<T> results = new ArrayList<>(tasks.size());
        List<Exception> failures = new ArrayList<>();
        boolean interrupted = false;
        for (Future<T> task : tasks) {
            boolean ended = false;
            while (!ended) {
                try {
                    results.add(task.get());
                    ended = true;
                } catch (ExecutionException failure) {
                    failures.add(asException(failure));
                    ended = true;
                } catch (InterruptedException interruption) {
                    // A shard's answer cannot be left behind on its connection: wait for it, then pass the interrupt
                    // on.
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return new Outcome<>(results, failures);
    }

    private static Exception asException(ExecutionException failure) {
        return failure.getCause() instanceof Exception exception ? exception : new IllegalStateException(failure);
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
