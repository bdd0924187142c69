package io.kintsugi.manager.api;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.manager.publish.PublishedTopology;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /v1/topology}: read it, wait for a newer one, replace it. */
final class TopologyRoutes {
    private final ApiContext api;
    private final Workers workers;
    private final LongPolls longPolls;

    TopologyRoutes(ApiContext api, Workers workers, LongPolls longPolls) {
        this.api = api;
        this.workers = workers;
        this.longPolls = longPolls;
    }

    void addTo(ApiRouter routes) {
        routes.router().get("/v1/topology").handler(this::get);
        routes.withBody(HttpMethod.PUT, "/v1/topology", this::put);
    }

    private void get(RoutingContext context) {
        Optional<Long> newerThan = Parameters.number(context, "newerThan", 0, Long.MAX_VALUE);
        int waitMax = api.limits().longPollMillisMax();
        long waitMillis = Parameters.number(context, "waitMillis", 0, waitMax).orElse(0L);
        if (newerThan.isPresent()) {
            longPolls.await(context, newerThan.get(), waitMillis);
            return;
        }
        PublishedTopology topology = api.publisher().current().orElseThrow(TopologyRoutes::nothingInForce);
        if (TopologyAnswer.etag(topology.version()).equals(context.request().getHeader("If-None-Match"))) {
            TopologyAnswer.notModified(context, topology.version());
            return;
        }
        TopologyAnswer.send(context, topology);
    }

    private static ShardException nothingInForce() {
        return new ShardException(ErrorCode.NOT_FOUND, "No topology is in force yet.")
                .withRemedy("Send one: PUT /v1/topology with the header If-Match: 0.");
    }

    private void put(RoutingContext context) {
        @Nullable String condition = context.request().getHeader("If-Match");
        if (condition == null) {
            new Problem(
                            Problem.PRECONDITION_REQUIRED,
                            ErrorCode.INVALID_ARGUMENT,
                            "The request does not say which version it replaces.",
                            "Add the header If-Match with the version in force, 0 where there is none.")
                    .answer(context);
            return;
        }
        long expected = Parameters.version(condition);
        String text =
                context.body().buffer() == null ? "" : context.body().buffer().toString(StandardCharsets.UTF_8);
        workers.run(() -> api.publisher().replace(expected, text))
                .onSuccess(published -> replaced(context, published))
                .onFailure(context::fail);
    }

    private static void replaced(RoutingContext context, PublishedTopology published) {
        TopologyAnswer.version(context, published.version());
        Answers.json(context, new JsonObject().put("version", published.version()));
    }
}
