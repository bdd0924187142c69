package io.kintsugi.manager.api;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;

/** An error as RFC 9457 problem details, with the code that the log and the documentation use. */
record Problem(int status, ErrorCode code, String detail, String remedy) {
    static final int BAD_REQUEST = 400;
    static final int UNAUTHORIZED = 401;
    static final int FORBIDDEN = 403;
    static final int NOT_FOUND = 404;
    static final int METHOD_NOT_ALLOWED = 405;
    static final int CONFLICT = 409;
    static final int TOO_LARGE = 413;
    static final int UNPROCESSABLE = 422;
    static final int PRECONDITION_REQUIRED = 428;
    static final int INTERNAL = 500;
    static final int UNAVAILABLE = 503;

    static Problem of(ShardException failure) {
        String remedy = failure.remedy().orElse(failure.code().advice());
        return new Problem(status(failure.code()), failure.code(), failure.description(), remedy);
    }

    private static int status(ErrorCode code) {
        return switch (code) {
            case TOPOLOGY_INVALID -> UNPROCESSABLE;
            case VERSION_CONFLICT -> CONFLICT;
            case ACCESS_DENIED -> FORBIDDEN;
            case NOT_FOUND -> NOT_FOUND;
            case INVALID_ARGUMENT -> BAD_REQUEST;
            case LIMIT_REACHED, STATE_IO -> UNAVAILABLE;
            default -> INTERNAL;
        };
    }

    void answer(RoutingContext request) {
        HttpServerResponse response = request.response();
        if (response.ended() || response.headWritten()) {
            request.request().connection().close();
            return;
        }
        response.setStatusCode(status).putHeader("Content-Type", "application/problem+json");
        response.end(json().toBuffer());
    }

    JsonObject json() {
        return new JsonObject()
                .put("type", "urn:kintsugi:error:" + code.id())
                .put("title", code.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                .put("status", status)
                .put("code", code.id())
                .put("detail", detail)
                .put("remedy", remedy);
    }
}
