package io.kintsugi.topology.remote;

import static java.util.Objects.requireNonNull;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import java.net.URI;
import java.net.URISyntaxException;

/** Where a manager listens. */
public record ManagerEndpoint(String host, int port) {
    /** The port of a manager where none is named. */
    public static final int DEFAULT_PORT = 7700;

    private static final int PORT_MAX = 65_535;

    public ManagerEndpoint {
        requireNonNull(host, "host");
        if (host.isBlank() || port < 1 || port > PORT_MAX) {
            throw new ShardException(
                    ErrorCode.INVALID_URL, "'" + host + "' and port " + port + " are no address of a manager.");
        }
    }

    /** {@code host}, {@code host:port}, {@code [v6]} or {@code [v6]:port}; INVALID_URL otherwise. */
    public static ManagerEndpoint parse(String text) {
        int colon = text.lastIndexOf(':');
        boolean hasPort = colon >= 0 && text.indexOf(']', colon) < 0;
        String host = hasPort ? text.substring(0, colon) : text;
        String bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        return new ManagerEndpoint(bare, hasPort ? port(text, text.substring(colon + 1)) : DEFAULT_PORT);
    }

    private static int port(String text, String digits) {
        try {
            return Integer.parseInt(digits);
        } catch (NumberFormatException failure) {
            throw new ShardException(
                    ErrorCode.INVALID_URL, "'" + text + "' is no address of a manager: expected host:port.", failure);
        }
    }

    URI uri(String path, String query) {
        try {
            return new URI("http", null, host, port, path, query.isEmpty() ? null : query, null);
        } catch (URISyntaxException failure) {
            throw new ShardException(ErrorCode.INVALID_URL, "'" + this + "' is no address of a manager.", failure);
        }
    }

    /** As in a URL. */
    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
