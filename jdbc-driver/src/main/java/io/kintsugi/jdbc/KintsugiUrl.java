package io.kintsugi.jdbc;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.topology.Dialect;
import io.kintsugi.topology.remote.ManagerEndpoint;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A URL of ours, taken apart; INVALID_URL with the accepted forms for one that is none.
 *
 * @param properties from the part after the question mark, decoded
 */
record KintsugiUrl(Dialect dialect, TopologySource source, Map<String, String> properties) {
    static final String PREFIX = "jdbc:kintsugi:";

    private static final String FORMS =
            "Expected one of: jdbc:kintsugi:postgresql://manager-1:7700,manager-2:7700/cluster, "
                    + "jdbc:kintsugi:postgresql:file:cluster.yaml, jdbc:kintsugi:postgresql:classpath:cluster.yaml, or mysql instead of postgresql; each may end in "
                    + "?property=value&property=value.";

    KintsugiUrl {
        Objects.requireNonNull(dialect, "dialect");
        Objects.requireNonNull(source, "source");
        properties = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(properties));
    }

    static boolean isOurs(String url) {
        return url.startsWith(PREFIX);
    }

    /** The URL must be {@link #isOurs ours}. */
    static KintsugiUrl parse(String url) {
        String rest = url.substring(PREFIX.length());
        int colon = rest.indexOf(':');
        if (colon < 0) {
            throw invalid("names no place after the dialect", rest, "");
        }
        Dialect dialect = dialect(rest.substring(0, colon));
        String place = rest.substring(colon + 1);
        int question = place.indexOf('?');
        String where = question < 0 ? place : place.substring(0, question);
        Map<String, String> properties = question < 0 ? Map.of() : properties(place.substring(question + 1));
        return new KintsugiUrl(dialect, source(where), properties);
    }

    private static Dialect dialect(String label) {
        for (Dialect dialect : Dialect.values()) {
            if (dialect.label().equals(label)) {
                return dialect;
            }
        }
        List<String> labels =
                Arrays.stream(Dialect.values()).map(Dialect::label).toList();
        throw invalid("names the unknown dialect", label, Suggestions.didYouMean(label, labels));
    }

    private static TopologySource source(String where) {
        if (where.startsWith("//")) {
            return managers(where.substring(2));
        }
        int colon = where.indexOf(':');
        String kind = colon < 0 ? where : where.substring(0, colon);
        String name = colon < 0 ? "" : where.substring(colon + 1);
        if (kind.equals("file") && !name.isBlank()) {
            return new TopologySource.File(path(name));
        }
        if (kind.equals("classpath") && !name.isBlank()) {
            return new TopologySource.Classpath(name.startsWith("/") ? name.substring(1) : name);
        }
        throw invalid(
                "names no place of a topology in", where, Suggestions.didYouMean(kind, List.of("file", "classpath")));
    }

    private static Path path(String name) {
        try {
            return Path.of(name);
        } catch (InvalidPathException wrong) {
            throw new ShardException(ErrorCode.INVALID_URL, "The URL names no path in '" + name + "'.", wrong)
                    .withRemedy(FORMS);
        }
    }

    private static TopologySource managers(String text) {
        int slash = text.indexOf('/');
        String cluster = slash < 0 ? "" : text.substring(slash + 1);
        if (cluster.isBlank() || cluster.indexOf('/') >= 0) {
            throw invalid("names no cluster after the managers in", "//" + text, "");
        }
        List<ManagerEndpoint> endpoints = Arrays.stream(text.substring(0, slash).split(",", -1))
                .map(String::trim)
                .map(ManagerEndpoint::parse)
                .toList();
        return new TopologySource.Managers(endpoints, decoded(cluster));
    }

    private static Map<String, String> properties(String text) {
        Map<String, String> found = new LinkedHashMap<>();
        for (String pair : text.split("&", -1)) {
            if (!pair.isEmpty()) {
                putProperty(found, pair);
            }
        }
        return found;
    }

    private static void putProperty(Map<String, String> found, String pair) {
        int equals = pair.indexOf('=');
        if (equals <= 0) {
            throw invalid("has a property without a name or a value", pair, "");
        }
        String name = decoded(pair.substring(0, equals));
        if (found.put(name, decoded(pair.substring(equals + 1))) != null) {
            throw invalid("gives a property twice", name, "");
        }
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException wrong) {
            throw new ShardException(ErrorCode.INVALID_URL, "The URL has a broken %-escape in '" + text + "'.", wrong)
                    .withRemedy("Write a percent sign as %25.");
        }
    }

    /** Never quotes the whole URL: it may hold a password. */
    private static ShardException invalid(String what, String part, String suggestion) {
        return new ShardException(ErrorCode.INVALID_URL, "The URL " + what + " '" + part + "'." + suggestion)
                .withRemedy(FORMS);
    }

    /** Without the properties: one of them may be a password. */
    @Override
    public String toString() {
        return "KintsugiUrl[" + dialect + ", " + source + "]";
    }
}
