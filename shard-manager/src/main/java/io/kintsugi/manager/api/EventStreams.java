package io.kintsugi.manager.api;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.manager.config.ManagerLimits;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Tells open pages that there is something new to fetch, at most once an interval. Events carry no content, so one that
 * a slow reader misses is made good by the next. Confined to the event loop.
 */
final class EventStreams {
    private static final String CHANGE = "event: change\ndata: {}\n\n";
    private static final String HEARTBEAT = ":\n\n";

    private final ManagerLimits limits;
    private final Set<HttpServerResponse> streams = new LinkedHashSet<>();

    EventStreams(ManagerLimits limits) {
        this.limits = limits;
    }

    void start(Vertx vertx, AtomicBoolean dirty) {
        vertx.setPeriodic(limits.eventMillis(), ignored -> {
            if (dirty.getAndSet(false)) {
                write(CHANGE);
            }
        });
        vertx.setPeriodic(limits.heartbeatMillis(), ignored -> write(HEARTBEAT));
    }

    void open(RoutingContext context) {
        if (streams.size() >= limits.eventStreamsMax()) {
            throw new ShardException(
                    ErrorCode.LIMIT_REACHED,
                    "Already eventStreamsMax = " + limits.eventStreamsMax() + " pages follow this manager.");
        }
        HttpServerResponse response = context.response();
        response.putHeader("Content-Type", "text/event-stream").setChunked(true);
        response.closeHandler(ignored -> streams.remove(response));
        streams.add(response);
        response.write("retry: 3000\n" + HEARTBEAT);
    }

    private void write(String event) {
        for (HttpServerResponse stream : new ArrayList<>(streams)) {
            if (!stream.writeQueueFull()) {
                stream.write(event);
            }
        }
    }

    void stop() {
        new ArrayList<>(streams).forEach(HttpServerResponse::end);
        streams.clear();
    }
}
