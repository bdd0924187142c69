package io.kintsugi.manager.api;

import io.kintsugi.manager.config.ManagerLimits;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The server's life on its event loop. Thread-safe where it says "any thread", else confined to the loop. */
final class HttpVerticle extends VerticleBase {
    private static final int HEADER_BYTES_MAX = 16 * 1024;
    private static final int REQUEST_LINE_BYTES_MAX = 4 * 1024;

    private final ApiContext api;
    private final Workers workers;
    private final LongPolls longPolls;
    private final EventStreams eventStreams;
    private final AtomicBoolean viewDirty = new AtomicBoolean();
    private volatile @Nullable Context loop;
    private volatile int port;

    HttpVerticle(ApiContext api, Workers workers) {
        this.api = api;
        this.workers = workers;
        this.longPolls = new LongPolls(api);
        this.eventStreams = new EventStreams(api.limits());
    }

    @Override
    public Future<?> start() {
        loop = context;
        longPolls.start(vertx);
        eventStreams.start(vertx, viewDirty);
        Connections connections = new Connections(vertx, api.limits());
        HttpServer server = vertx.createHttpServer(options(api.limits()));
        server.connectionHandler(connections::opened);
        ApiRouter router = new ApiRouter(vertx, api, workers, longPolls, eventStreams);
        server.requestHandler(request -> {
            connections.spoke(request.connection());
            router.handle(request);
        });
        return server.listen(api.config().port(), api.config().bindAddress())
                .onSuccess(listening -> port = listening.actualPort());
    }

    private static HttpServerOptions options(ManagerLimits limits) {
        return new HttpServerOptions()
                .setHttp2ClearTextEnabled(false)
                .setMaxHeaderSize(HEADER_BYTES_MAX)
                .setMaxInitialLineLength(REQUEST_LINE_BYTES_MAX)
                .setIdleTimeout(limits.idleMillis())
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
    }

    @Override
    public Future<?> stop() {
        longPolls.stop();
        eventStreams.stop();
        return Future.succeededFuture();
    }

    /** Any thread, once started. */
    int port() {
        return port;
    }

    /** Any thread; before the start there is nobody to tell. */
    void topologyChanged() {
        viewChanged();
        Context started = loop;
        if (started != null) {
            started.runOnContext(ignored -> longPolls.wake());
        }
    }

    /** Any thread. */
    void viewChanged() {
        viewDirty.set(true);
    }
}
