package io.kintsugi.cli.audit;

import java.util.Objects;

/**
 * One object of a database, as the statement that makes it.
 *
 * @param kind a word for people: {@code table}, {@code constraint}, {@code trigger}
 * @param name as the database prints it
 * @param sql one statement without a semicolon
 */
public record Definition(String kind, String name, String sql) {
    public Definition {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(sql, "sql");
    }
}
