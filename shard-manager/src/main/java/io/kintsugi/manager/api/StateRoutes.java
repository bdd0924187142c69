package io.kintsugi.manager.api;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.manager.publish.PublishedTopology;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Clients, nodes, proxies, and the manager itself. */
final class StateRoutes {
    private final ApiContext api;
    private final Workers workers;

    StateRoutes(ApiContext api, Workers workers) {
        this.api = api;
        this.workers = workers;
    }

    void addTo(ApiRouter routes) {
        Router router = routes.router();
        routes.withBody(HttpMethod.POST, "/v1/clients/:id/ack", this::acknowledge);
        router.get("/v1/clients").handler(this::clients);
        router.get("/v1/nodes").handler(this::nodes);
        router.get("/v1/endpoints").handler(this::endpoints);
        router.get("/v1/health").handler(this::health);
        router.get("/v1/version").handler(this::version);
    }

    private void acknowledge(RoutingContext context) {
        long version = acknowledgedVersion(context);
        String address = context.request().remoteAddress().hostAddress();
        api.clients().acknowledge(context.pathParam("id"), version, address);
        Answers.json(context, new JsonObject().put("version", currentVersion()));
    }

    private static long acknowledgedVersion(RoutingContext context) {
        try {
            JsonObject body = context.body().asJsonObject();
            if (body != null && body.getValue("version") instanceof Number number) {
                return number.longValue();
            }
        } catch (DecodeException | ClassCastException malformed) {
            throw invalidAcknowledgement(malformed);
        }
        throw invalidAcknowledgement(null);
    }

    private static ShardException invalidAcknowledgement(@Nullable Throwable cause) {
        return new ShardException(
                ErrorCode.INVALID_ARGUMENT, "An acknowledgement is JSON such as {\"version\": 12}.", cause);
    }

    private void clients(RoutingContext context) {
        JsonArray clients = new JsonArray();
        api.clients().clients().forEach(client -> clients.add(JsonViews.client(client)));
        Answers.json(context, new JsonObject().put("version", currentVersion()).put("clients", clients));
    }

    private void nodes(RoutingContext context) {
        workers.run(() -> JsonViews.health(api.health()))
                .onSuccess(json -> Answers.json(context, json))
                .onFailure(context::fail);
    }

    /** No proxy announces itself to this version of the manager. */
    private void endpoints(RoutingContext context) {
        Answers.json(context, new JsonObject().put("endpoints", new JsonArray()));
    }

    /** Whether this manager can do its work; how the cluster is doing is another question. */
    private void health(RoutingContext context) {
        Optional<PublishedTopology> topology = api.publisher().current();
        context.response().setStatusCode(topology.isPresent() ? 200 : Problem.UNAVAILABLE);
        Answers.json(
                context,
                new JsonObject()
                        .put("status", topology.isPresent() ? "up" : "waiting for a topology")
                        .put("version", currentVersion()));
    }

    private void version(RoutingContext context) {
        String version = Optional.ofNullable(StateRoutes.class.getPackage().getImplementationVersion())
                .orElse("development");
        JsonObject body = new JsonObject()
                .put("product", "Kintsugi")
                .put("version", version)
                .put("interface", "v1");
        api.publisher()
                .current()
                .ifPresent(known -> body.put("cluster", known.topology().cluster()));
        api.publisher().fileProblem().ifPresent(problem -> body.put("clusterFileProblem", JsonViews.problem(problem)));
        Answers.json(context, body.put("topologyVersion", currentVersion()));
    }

    private long currentVersion() {
        return api.publisher().current().map(PublishedTopology::version).orElse(0L);
    }
}
