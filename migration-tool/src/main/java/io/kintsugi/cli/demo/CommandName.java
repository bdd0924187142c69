package io.kintsugi.cli.demo;

/** How the user calls this program, for lines to copy. */
final class CommandName {
    /** Set by the launcher to what was typed. */
    private static final String PROPERTY = "kintsugi.command";

    private CommandName() {}

    static String get() {
        return System.getProperty(PROPERTY, "kintsugi");
    }
}
