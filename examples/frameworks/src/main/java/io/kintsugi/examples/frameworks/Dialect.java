package io.kintsugi.examples.frameworks;

/** The SQL that a database speaks: what an application has to tell a framework, and which files it brings along. */
public enum Dialect {
    POSTGRESQL,
    MYSQL;

    /** Every JDBC URL names it, ours too: {@code jdbc:mysql:…}, {@code jdbc:kintsugi:mysql:…}. */
    static Dialect of(String url) {
        return url.contains(":mysql:") ? MYSQL : POSTGRESQL;
    }
}
