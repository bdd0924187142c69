package io.kintsugi.cli.console;

import java.util.Locale;

/** How data is printed. */
public enum OutputFormat {
    /** For people. */
    TABLE,
    /** For programs: documented, stable names. */
    JSON;

    /** As written on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
