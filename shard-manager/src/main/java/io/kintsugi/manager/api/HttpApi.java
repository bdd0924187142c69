package io.kintsugi.manager.api;

import static java.util.Objects.requireNonNull;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.manager.config.ManagerConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.io.IOException;
import java.net.BindException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running HTTP server of a manager. Thread-safe. */
public final class HttpApi implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(HttpApi.class);
    private static final long START_SECONDS_MAX = 30;

    private final Vertx vertx;
    private final HttpVerticle verticle;
    private final Workers workers;
    private final int stopMillis;

    private HttpApi(Vertx vertx, HttpVerticle verticle, Workers workers, int stopMillis) {
        this.vertx = vertx;
        this.verticle = verticle;
        this.workers = workers;
        this.stopMillis = stopMillis;
    }

    /** Listens when this returns; PORT_IN_USE, with the port and the way out, where it cannot. */
    public static HttpApi start(ApiContext context) {
        requireNonNull(context, "context");
        FileSystemOptions noFiles =
                new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false);
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setFileSystemOptions(noFiles));
        Workers workers = new Workers(vertx, context.limits().workQueueMax());
        HttpVerticle verticle = new HttpVerticle(context, workers);
        HttpApi api = new HttpApi(vertx, verticle, workers, context.limits().stopMillis());
        try {
            await(vertx.deployVerticle(verticle), START_SECONDS_MAX, TimeUnit.SECONDS);
            return api;
        } catch (ExecutionException failure) {
            api.close();
            throw notListening(context.config(), failure);
        } catch (RuntimeException failure) {
            api.close();
            throw failure;
        }
    }

    private static ShardException notListening(ManagerConfig config, ExecutionException failure) {
        Throwable cause = requireNonNull(failure.getCause(), "cause");
        String where = config.bindAddress() + ":" + config.port();
        if (cause instanceof BindException && String.valueOf(cause.getMessage()).contains("in use")) {
            return new ShardException(
                            ErrorCode.PORT_IN_USE,
                            "The manager cannot listen on " + where + ": the port is in use.",
                            cause)
                    .withRemedy("Choose another port (0 for any free one), or stop the program that has it: "
                            + "ss -ltnp 'sport = :" + config.port() + "'");
        }
        ErrorCode code = cause instanceof IOException ? ErrorCode.INVALID_PROPERTY : ErrorCode.INTERNAL;
        return new ShardException(
                code, "The manager cannot listen on " + where + ": " + cause.getMessage() + ".", cause);
    }

    /** The port it listens on, also where 0 was asked for. */
    public int port() {
        return verticle.port();
    }

    /** To be called when the topology in force or the cluster file's problem has changed; any thread. */
    public void topologyChanged() {
        verticle.topologyChanged();
    }

    /** To be called when anything else that the page shows has changed; any thread, cheap. */
    public void viewChanged() {
        verticle.viewChanged();
    }

    /** Ends held requests and streams, then the server; waits for it within a limit. */
    @Override
    public void close() {
        try {
            await(vertx.close(), stopMillis, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | ShardException failure) {
            // The process is on its way out; what could be released has been.
            LOGGER.warn("The HTTP server did not stop cleanly", failure);
        } finally {
            workers.close();
        }
    }

    private static <T> T await(Future<T> future, long limit, TimeUnit unit) throws ExecutionException {
        try {
            return future.toCompletionStage().toCompletableFuture().get(limit, unit);
        } catch (TimeoutException silence) {
            throw new ShardException(
                    ErrorCode.INTERNAL, "The HTTP server did not react within " + limit + " " + unit + ".", silence);
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new ShardException(
                    ErrorCode.INTERNAL, "Interrupted while waiting for the HTTP server.", interruption);
        }
    }
}
