package io.kintsugi.manager.api;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.manager.config.ManagerConfig;
import io.kintsugi.topology.Secret;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may ask. With a token: whoever sends it, as a bearer token, or as the password of a browser's login dialog.
 * Without: everybody may read and, where only this machine can reach the manager, write. Immutable.
 */
final class Access {
    private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "127.0.0.1", "[::1]", "::1");
    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);
    private static final String ALWAYS_OPEN = "/v1/health";

    private final ManagerConfig config;
    private final boolean loopback;

    Access(ManagerConfig config) {
        this.config = config;
        this.loopback = config.isLoopback();
    }

    void check(RoutingContext context) {
        Optional<Problem> problem = problem(context.request());
        if (problem.isEmpty()) {
            context.next();
            return;
        }
        if (problem.get().status() == Problem.UNAUTHORIZED) {
            context.response().putHeader("WWW-Authenticate", "Basic realm=\"Kintsugi\", charset=\"UTF-8\"");
        }
        problem.get().answer(context);
    }

    private Optional<Problem> problem(HttpServerRequest request) {
        if (config.token().isPresent()) {
            return isOpen(request) || hasToken(request, config.token().get())
                    ? Optional.empty()
                    : Optional.of(denied(Problem.UNAUTHORIZED, "This manager wants its token."));
        }
        if (loopback && !isAddressedLocally(request)) {
            // A page of another site may have pointed its own name at this machine, to read and write through a
            // browser.
            return Optional.of(denied(Problem.FORBIDDEN, "This manager is asked for under a name that is not local."));
        }
        boolean reading = READING.contains(request.method());
        if (!reading && (!loopback || isFromOtherSite(request))) {
            return Optional.of(denied(
                    Problem.FORBIDDEN,
                    "Without a token, only this machine itself may change or acknowledge anything."));
        }
        return Optional.empty();
    }

    private static Problem denied(int status, String detail) {
        return new Problem(status, ErrorCode.ACCESS_DENIED, detail, ErrorCode.ACCESS_DENIED.advice());
    }

    private static boolean isOpen(HttpServerRequest request) {
        return ALWAYS_OPEN.equals(request.path());
    }

    private static boolean isAddressedLocally(HttpServerRequest request) {
        @Nullable String host = request.getHeader("Host");
        return host != null && LOOPBACK_NAMES.contains(withoutPort(host.toLowerCase(Locale.ROOT)));
    }

    private static boolean isFromOtherSite(HttpServerRequest request) {
        @Nullable String origin = request.getHeader("Origin");
        return origin != null && !origin.equals("http://" + request.getHeader("Host"));
    }

    private static String withoutPort(String host) {
        int colon = host.lastIndexOf(':');
        return colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
    }

    private static boolean hasToken(HttpServerRequest request, Secret token) {
        @Nullable String header = request.getHeader("Authorization");
        return header != null && equal(presented(header), token.value());
    }

    private static String presented(String header) {
        if (header.startsWith("Bearer ")) {
            return header.substring("Bearer ".length());
        }
        return header.startsWith("Basic ") ? password(header.substring("Basic ".length())) : "";
    }

    private static String password(String encoded) {
        try {
            String pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            return pair.substring(pair.indexOf(':') + 1);
        } catch (IllegalArgumentException notBase64) {
            // As wrong as any other wrong token.
            return "";
        }
    }

    /** Takes the same time whatever is presented: digests have one length, and their comparison does not stop early. */
    private static boolean equal(String presented, String token) {
        return MessageDigest.isEqual(sha256(presented), sha256(token));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException failure) {
            throw new IllegalStateException("Every Java platform has SHA-256", failure);
        }
    }
}
