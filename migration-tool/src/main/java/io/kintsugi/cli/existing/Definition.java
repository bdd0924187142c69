package io.kintsugi.cli.existing;

import static java.util.Objects.requireNonNull;

/**
 * One part of a schema as the statement that would make it.
 *
 * @param subject in words, such as {@code table orders}
 * @param table the table it belongs to; empty for what belongs to none
 * @param sql one statement
 */
public record Definition(String subject, String table, String sql) {
    public Definition {
        requireNonNull(subject, "subject");
        requireNonNull(table, "table");
        requireNonNull(sql, "sql");
    }
}
