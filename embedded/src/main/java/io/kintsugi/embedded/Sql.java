package io.kintsugi.embedded;

/** Quoting for the few statements that take no parameters. */
final class Sql {

    private Sql() {}

    static String identifier(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    /** An escape string, so that it means the same whatever {@code standard_conforming_strings} says. */
    static String literal(String text) {
        return "E'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
    }

    /** A value in a configuration file or a connection string, where quote and backslash are escaped alike. */
    static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
