package io.kintsugi.cli.manager;

import io.kintsugi.cli.console.CliException;
import io.kintsugi.cli.console.ExitCode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** Asks a manager. */
final class ManagerQuery {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;

    private final URI manager;
    private final Optional<String> token;
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(LIMIT)
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    ManagerQuery(URI manager, Optional<String> token) {
        this.manager = manager;
        this.token = token;
    }

    /** The text at a path such as {@code /v1/nodes}. */
    String get(String path) throws InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(manager.resolve(path)).timeout(LIMIT).header("Accept", "application/json");
        token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
        try {
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() == OK || response.statusCode() == UNAVAILABLE) {
                return response.body();
            }
            throw refused(path, response);
        } catch (IOException failure) {
            throw new CliException(
                    ExitCode.UNREACHABLE,
                    "No manager answers at " + manager + ": " + reason(failure) + ".",
                    "Check the address, or start one: kintsugi manager --cluster FILE --state DIR",
                    failure);
        }
    }

    private CliException refused(String path, HttpResponse<String> response) {
        String detail = Json.parse(response.body()).at("detail").text();
        return new CliException(
                ExitCode.FAILURE,
                "The manager at " + manager + " answered " + response.statusCode() + " to " + path
                        + (detail.isEmpty() ? "." : ": " + detail),
                "If it demands a token, name the file with --token-file.");
    }

    private static String reason(IOException failure) {
        String message = failure.getMessage();
        return message == null ? "nothing listens there" : message;
    }
}
