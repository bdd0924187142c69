package io.kintsugi.manager.api;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Runs what may take long, such as rendering and writing to disk, away from the event loop. Bounded, unlike the
 * server library's own pool: what does not fit is refused.
 */
final class Workers implements AutoCloseable {
    private static final int THREADS = 2;

    private final Vertx vertx;
    private final int queueMax;
    private final ThreadPoolExecutor threads;

    Workers(Vertx vertx, int queueMax) {
        this.vertx = vertx;
        this.queueMax = queueMax;
        this.threads = new ThreadPoolExecutor(
                THREADS, THREADS, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(queueMax), task -> {
                    Thread thread = new Thread(task, "kintsugi-manager-worker");
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /** Called on the event loop, where the future completes as well. */
    <T> Future<T> run(Callable<T> work) {
        Context loop = vertx.getOrCreateContext();
        Promise<T> promise = Promise.promise();
        try {
            threads.execute(() -> run(work, promise, loop));
        } catch (RejectedExecutionException full) {
            promise.fail(new ShardException(
                    ErrorCode.LIMIT_REACHED,
                    "More than workQueueMax = " + queueMax + " requests wait for the manager.",
                    full));
        }
        return promise.future();
    }

    private static <T> void run(Callable<T> work, Promise<T> promise, Context loop) {
        try {
            T result = work.call();
            loop.runOnContext(ignored -> promise.complete(result));
        } catch (Exception failure) {
            loop.runOnContext(ignored -> promise.fail(failure));
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
