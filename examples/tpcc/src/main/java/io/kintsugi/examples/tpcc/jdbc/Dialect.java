package io.kintsugi.examples.tpcc.jdbc;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The seam between products: where their CREATE TABLE statements lie. Everything else this program sends is SQL that
 * they share.
 */
public enum Dialect {
    POSTGRESQL("postgresql"),
    MYSQL("mysql");

    private final String name;

    Dialect(String name) {
        this.name = name;
    }

    /** The dialect a JDBC URL names, as {@code jdbc:NAME:…} or {@code jdbc:kintsugi:NAME:…}. */
    public static Dialect of(String url) {
        return Arrays.stream(values())
                .filter(dialect -> dialect.isNamedBy(url))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("no dialect for the URL " + url + "; it must start with "
                                + "jdbc:NAME: or jdbc:kintsugi:NAME: where NAME is one of " + names()));
    }

    String schemaResource() {
        return "schema-" + name + ".sql";
    }

    private boolean isNamedBy(String url) {
        return url.startsWith("jdbc:" + name + ":") || url.startsWith("jdbc:kintsugi:" + name + ":");
    }

    private static List<String> names() {
        return Arrays.stream(values()).map(dialect -> dialect.name).collect(Collectors.toList());
    }
}
