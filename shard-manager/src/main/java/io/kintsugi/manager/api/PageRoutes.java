package io.kintsugi.manager.api;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.manager.config.ManagerConfig;
import io.kintsugi.manager.page.StatusPage;
import io.kintsugi.manager.page.StatusView;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/** The status page, what it is made of, and the description of the interface. */
final class PageRoutes {
    private static final Map<String, String> ASSETS = Map.of(
            "kintsugi.css", "text/css; charset=utf-8",
            "live.js", "text/javascript; charset=utf-8",
            "icon.svg", "image/svg+xml");

    private final ApiContext api;
    private final Workers workers;
    private final EventStreams eventStreams;
    private final Buffer description;
    private final Map<String, Buffer> assets;

    PageRoutes(ApiContext api, Workers workers, EventStreams eventStreams) {
        this.api = api;
        this.workers = workers;
        this.eventStreams = eventStreams;
        this.description = resource("/io/kintsugi/manager/api/openapi.json");
        this.assets = Map.of(
                "kintsugi.css", resource("/io/kintsugi/manager/page/kintsugi.css"),
                "live.js", resource("/io/kintsugi/manager/page/live.js"),
                "icon.svg", resource("/io/kintsugi/manager/page/icon.svg"));
    }

    private static Buffer resource(String name) {
        try (InputStream stream = PageRoutes.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("The resource " + name + " is missing from the build");
            }
            return Buffer.buffer(stream.readAllBytes());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    void addTo(ApiRouter routes) {
        Router router = routes.router();
        router.get("/").handler(this::page);
        router.get("/events").handler(eventStreams::open);
        router.get("/assets/:name").handler(this::asset);
        router.get("/v1/openapi.json").handler(this::describe);
    }

    private void page(RoutingContext context) {
        int port = context.request().localAddress().port();
        workers.run(() -> StatusPage.render(view(port)))
                .onSuccess(html -> context.response()
                        .putHeader("Content-Type", "text/html; charset=utf-8")
                        .end(html))
                .onFailure(context::fail);
    }

    private StatusView view(int port) {
        ManagerConfig config = api.config();
        String host = config.isLoopback() ? ManagerConfig.DEFAULT_BIND_ADDRESS : config.bindAddress();
        String written = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return new StatusView(
                api.clock().instant(),
                "http://" + written + ":" + port,
                config.token().isPresent(),
                api.publisher().current(),
                api.health(),
                api.publisher().fileProblem(),
                api.clients().clients(),
                api.journal().entries(),
                api.journal().lastError());
    }

    private void asset(RoutingContext context) {
        String name = context.pathParam("name");
        Buffer content = assets.get(name);
        String type = ASSETS.get(name);
        if (content == null || type == null) {
            throw new ShardException(ErrorCode.NOT_FOUND, "There is nothing here.");
        }
        context.response().putHeader("Content-Type", type).end(content);
    }

    private void describe(RoutingContext context) {
        context.response().putHeader("Content-Type", "application/json").end(description);
    }
}
