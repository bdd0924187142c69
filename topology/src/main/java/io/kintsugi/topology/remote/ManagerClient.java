package io.kintsugi.topology.remote;

import io.kintsugi.errors.ShardException;
import io.kintsugi.topology.Secret;
import io.kintsugi.topology.Topology;
import io.kintsugi.topology.yaml.TopologyYaml;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Speaks HTTP to one manager at a time; every call ends within a limit, whatever the other side does. Thread-safe. */
final class ManagerClient {
    static final String VERSION_HEADER = "Kintsugi-Topology-Version";
    private static final Pattern VERSION = Pattern.compile("[1-9][0-9]{0,17}");
    private static final int MESSAGE_CHARACTERS_MAX = 300;
    private static final int OK = 200;
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;
    private static final int UNAUTHORIZED = 401;

    private final RemoteOptions options;
    private final HttpClient http;

    ManagerClient(RemoteOptions options) {
        this.options = options;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(Duration.ofMillis(options.limits().connectMillis()))
                .build();
    }

    /** Whatever the manager has now. */
    Topology fetch(ManagerEndpoint endpoint, long limitMillis) throws ManagerFailure, InterruptedException {
        ManagerAnswer answer = answer(endpoint, send(get(endpoint, ""), limitMillis));
        if (answer instanceof ManagerAnswer.Served served) {
            return served.topology();
        }
        throw new ManagerFailure("It answered an unconditional request with 'not modified'.");
    }

    /** Waits at the manager for a version newer than the given one. */
    ManagerAnswer await(ManagerEndpoint endpoint, long newerThan) throws ManagerFailure, InterruptedException {
        int waitMillis = options.limits().waitMillis();
        String query = "newerThan=" + newerThan + "&waitMillis=" + waitMillis;
        long limit = (long) waitMillis + options.limits().requestMillis();
        return answer(endpoint, send(get(endpoint, query), limit));
    }

    /** Tells the manager which version is applied here. */
    void acknowledge(ManagerEndpoint endpoint, long version) throws ManagerFailure, InterruptedException {
        HttpRequest request = request(endpoint, "/v1/clients/" + options.clientId() + "/ack", "")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"version\":" + version + "}"))
                .build();
        HttpResponse<byte[]> response = send(request, options.limits().requestMillis());
        if (response.statusCode() != OK && response.statusCode() != NO_CONTENT) {
            throw refused(response);
        }
    }

    private HttpRequest get(ManagerEndpoint endpoint, String query) {
        return request(endpoint, "/v1/topology", query)
                .header("Accept", "application/yaml")
                .GET()
                .build();
    }

    private HttpRequest.Builder request(ManagerEndpoint endpoint, String path, String query) {
        HttpRequest.Builder request = HttpRequest.newBuilder(endpoint.uri(path, query));
        options.token().map(Secret::value).ifPresent(token -> request.header("Authorization", "Bearer " + token));
        return request.header("Kintsugi-Client", options.clientId());
    }

    /** The JDK's own request timeout ends with the headers; this one covers the body as well. */
    private HttpResponse<byte[]> send(HttpRequest request, long limitMillis)
            throws ManagerFailure, InterruptedException {
        int bytesMax = options.limits().topologyBytesMax();
        CompletableFuture<HttpResponse<byte[]>> pending =
                http.sendAsync(request, information -> new BoundedBody(bytesMax));
        try {
            return pending.get(limitMillis, TimeUnit.MILLISECONDS);
        } catch (TimeoutException silence) {
            throw new ManagerFailure("It did not answer within " + limitMillis + " ms.", silence);
        } catch (ExecutionException failure) {
            throw new ManagerFailure(reason(failure.getCause()), failure);
        } finally {
            pending.cancel(true);
        }
    }

    private static String reason(@Nullable Throwable cause) {
        if (cause instanceof java.net.ConnectException) {
            return "No connection: " + Optional.ofNullable(cause.getMessage()).orElse("refused") + ".";
        }
        return cause instanceof IOException && cause.getMessage() != null ? cause.getMessage() + "." : cause + ".";
    }

    private ManagerAnswer answer(ManagerEndpoint endpoint, HttpResponse<byte[]> response) throws ManagerFailure {
        if (response.statusCode() == NOT_MODIFIED) {
            return new ManagerAnswer.NothingNewer();
        }
        if (response.statusCode() != OK) {
            throw refused(response);
        }
        return new ManagerAnswer.Served(parse(endpoint, version(response), response.body()));
    }

    private static long version(HttpResponse<byte[]> response) throws ManagerFailure {
        String text = response.headers().firstValue(VERSION_HEADER).orElse("");
        if (!VERSION.matcher(text).matches()) {
            throw new ManagerFailure("It names no version: is it a Kintsugi manager?");
        }
        return Long.parseLong(text);
    }

    private Topology parse(ManagerEndpoint endpoint, long version, byte[] body) throws ManagerFailure {
        try {
            Topology topology = parse(new String(body, StandardCharsets.UTF_8), "manager " + endpoint)
                    .withVersion(version);
            if (!topology.cluster().equals(options.cluster())) {
                throw new ManagerFailure(
                        "It serves cluster '" + topology.cluster() + "', not '" + options.cluster() + "'.");
            }
            return topology;
        } catch (ShardException failure) {
            throw new ManagerFailure(shortened(failure.getMessage()), failure);
        }
    }

    /** A text from outside may not read this process's environment or files. */
    static Topology parse(String text, String source) {
        return TopologyYaml.parse(text, source, name -> Optional.empty(), path -> {
            throw new IOException("a topology from " + source + " may not refer to files");
        });
    }

    private static ManagerFailure refused(HttpResponse<byte[]> response) {
        String text = shortened(new String(response.body(), StandardCharsets.UTF_8));
        String hint = response.statusCode() == UNAUTHORIZED ? " It wants a token: set managerToken." : "";
        return new ManagerFailure("It answered with HTTP status " + response.statusCode() + ": " + text + "." + hint);
    }

    private static String shortened(@Nullable String text) {
        String line = String.valueOf(text).replaceAll("\\s+", " ").strip();
        return line.length() <= MESSAGE_CHARACTERS_MAX ? line : line.substring(0, MESSAGE_CHARACTERS_MAX) + "…";
    }
}
