package io.kintsugi.manager.api;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.HttpException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All routes, and what holds for each of them: headers, access, body limits, errors. Confined to the event loop. */
final class ApiRouter {
    private static final Logger LOGGER = LoggerFactory.getLogger(ApiRouter.class);
    private static final String ARRIVAL = "arrival";

    private final Vertx vertx;
    private final ApiContext api;
    private final Router router;

    ApiRouter(Vertx vertx, ApiContext api, Workers workers, LongPolls longPolls, EventStreams eventStreams) {
        this.vertx = vertx;
        this.api = api;
        this.router = Router.router(vertx);
        router.route().handler(ApiRouter::secure);
        router.route().handler(new Access(api.config())::check);
        new TopologyRoutes(api, workers, longPolls).addTo(this);
        new StateRoutes(api, workers).addTo(this);
        new PageRoutes(api, workers, eventStreams).addTo(this);
        router.route().failureHandler(this::failed);
        router.errorHandler(Problem.NOT_FOUND, this::unknownAddress);
        router.errorHandler(Problem.METHOD_NOT_ALLOWED, this::wrongMethod);
    }

    void handle(HttpServerRequest request) {
        router.handle(request);
    }

    Router router() {
        return router;
    }

    /** Every route, for the test that compares them with the description. */
    List<Route> routes() {
        return router.getRoutes();
    }

    /** A route whose handler finds the body in memory, read no further than the limits. */
    void withBody(HttpMethod method, String path, Handler<RoutingContext> handler) {
        router.route(method, path).handler(this::expectArrival);
        router.route(method, path)
                .handler(BodyHandler.create(false).setBodyLimit(api.limits().requestBytesMax()))
                .handler(this::arrived)
                .handler(handler);
    }

    private void expectArrival(RoutingContext context) {
        long timer = vertx.setTimer(
                api.limits().requestMillis(),
                ignored -> context.request().connection().close());
        context.put(ARRIVAL, timer);
        context.addEndHandler(ignored -> vertx.cancelTimer(timer));
        context.next();
    }

    private void arrived(RoutingContext context) {
        Long timer = context.get(ARRIVAL);
        vertx.cancelTimer(timer);
        context.next();
    }

    private static void secure(RoutingContext context) {
        HttpServerResponse response = context.response();
        response.putHeader(
                "Content-Security-Policy",
                "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
        response.putHeader("X-Content-Type-Options", "nosniff");
        response.putHeader("X-Frame-Options", "DENY");
        response.putHeader("Referrer-Policy", "no-referrer");
        response.putHeader("Cache-Control", "no-store");
        context.next();
    }

    private void failed(RoutingContext context) {
        Throwable failure = context.failure();
        if (failure instanceof ShardException known) {
            tellIfServersFault(known);
            Problem.of(known).answer(context);
        } else if (context.statusCode() == Problem.TOO_LARGE) {
            tooLarge(context);
        } else if (failure instanceof HttpException refused) {
            new Problem(
                            refused.getStatusCode(),
                            ErrorCode.INVALID_ARGUMENT,
                            "The request is malformed.",
                            ErrorCode.INVALID_ARGUMENT.advice())
                    .answer(context);
        } else {
            LOGGER.error(
                    "A request failed: {} {}",
                    context.request().method(),
                    context.request().path(),
                    failure);
            api.journal().error("A request failed unexpectedly, see the manager's log: " + failure);
            internal(context);
        }
    }

    private void tellIfServersFault(ShardException failure) {
        if (Problem.of(failure).status() >= Problem.INTERNAL) {
            api.journal().error(failure.getMessage());
        }
    }

    private void tooLarge(RoutingContext context) {
        String detail =
                "The body is larger than requestBytesMax = " + api.limits().requestBytesMax() + ".";
        new Problem(Problem.TOO_LARGE, ErrorCode.LIMIT_REACHED, detail, ErrorCode.LIMIT_REACHED.advice())
                .answer(context);
    }

    private static void internal(RoutingContext context) {
        new Problem(
                        Problem.INTERNAL,
                        ErrorCode.INTERNAL,
                        "The manager failed to answer; its log says why.",
                        ErrorCode.INTERNAL.advice())
                .answer(context);
    }

    private void unknownAddress(RoutingContext context) {
        new Problem(Problem.NOT_FOUND, ErrorCode.NOT_FOUND, "There is nothing here.", ErrorCode.NOT_FOUND.advice())
                .answer(context);
    }

    private void wrongMethod(RoutingContext context) {
        String detail = "This address does not take " + context.request().method() + ".";
        new Problem(Problem.METHOD_NOT_ALLOWED, ErrorCode.INVALID_ARGUMENT, detail, ErrorCode.NOT_FOUND.advice())
                .answer(context);
    }
}
