package io.kintsugi.manager.api;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.manager.publish.PublishedTopology;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Requests held until a newer topology comes or their time is up. Bounded; confined to the event loop. */
final class LongPolls {
    private record Waiter(long newerThan, long timer) {}

    private final ApiContext api;
    private final Map<RoutingContext, Waiter> waiters = new LinkedHashMap<>();
    private @Nullable Vertx vertx;

    LongPolls(ApiContext api) {
        this.api = api;
    }

    void start(Vertx started) {
        vertx = started;
    }

    /** Answers at once where it can, else holds the request. */
    void await(RoutingContext context, long newerThan, long waitMillis) {
        Optional<PublishedTopology> newer = newer(newerThan);
        if (newer.isPresent()) {
            TopologyAnswer.send(context, newer.get());
        } else if (waitMillis == 0) {
            nothingNewer(context);
        } else {
            hold(context, newerThan, waitMillis);
        }
    }

    private void hold(RoutingContext context, long newerThan, long waitMillis) {
        int waitersMax = api.limits().waitersMax();
        Vertx timers = vertx;
        if (waiters.size() >= waitersMax || timers == null) {
            throw new ShardException(
                    ErrorCode.LIMIT_REACHED,
                    "Already waitersMax = " + waitersMax + " requests wait for a newer topology.");
        }
        long timer = timers.setTimer(waitMillis, ignored -> expire(context));
        waiters.put(context, new Waiter(newerThan, timer));
        context.response().closeHandler(ignored -> release(context));
    }

    private void expire(RoutingContext context) {
        if (waiters.remove(context) != null) {
            nothingNewer(context);
        }
    }

    private void release(RoutingContext context) {
        Waiter waiter = waiters.remove(context);
        if (waiter != null && vertx != null) {
            vertx.cancelTimer(waiter.timer());
        }
    }

    /** Answers all for whom there is something newer now. */
    void wake() {
        for (Map.Entry<RoutingContext, Waiter> entry : new ArrayList<>(waiters.entrySet())) {
            newer(entry.getValue().newerThan()).ifPresent(topology -> {
                release(entry.getKey());
                TopologyAnswer.send(entry.getKey(), topology);
            });
        }
    }

    /** Lets everybody go: they ask another manager. */
    void stop() {
        for (RoutingContext context : new ArrayList<>(waiters.keySet())) {
            release(context);
            nothingNewer(context);
        }
    }

    private void nothingNewer(RoutingContext context) {
        TopologyAnswer.notModified(
                context,
                api.publisher().current().map(PublishedTopology::version).orElse(0L));
    }

    private Optional<PublishedTopology> newer(long version) {
        return api.publisher().current().filter(topology -> topology.version() > version);
    }
}
