package io.kintsugi.manager.api;

import io.kintsugi.manager.config.ManagerLimits;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import java.util.HashMap;
import java.util.Map;

/** Bounds the number of connections, and the time until a new one has sent a request. Confined to the event loop. */
final class Connections {
    private final Vertx vertx;
    private final ManagerLimits limits;
    private final Map<HttpConnection, Long> silent = new HashMap<>();
    private int open;

    Connections(Vertx vertx, ManagerLimits limits) {
        this.vertx = vertx;
        this.limits = limits;
    }

    void opened(HttpConnection connection) {
        open++;
        connection.closeHandler(ignored -> closed(connection));
        if (open > limits.connectionsMax()) {
            connection.close();
            return;
        }
        silent.put(connection, vertx.setTimer(limits.requestMillis(), ignored -> connection.close()));
    }

    void spoke(HttpConnection connection) {
        Long timer = silent.remove(connection);
        if (timer != null) {
            vertx.cancelTimer(timer);
        }
    }

    private void closed(HttpConnection connection) {
        open--;
        spoke(connection);
    }
}
