package io.kintsugi.embedded;

/** Quoting for the few statements that take no parameters. */
final class MySql {

    private MySql() {}

    static String identifier(String name) {
        return "`" + name.replace("`", "``") + "`";
    }

    static String literal(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
    }
}
