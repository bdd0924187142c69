package io.kintsugi.jdbc.oracle;

/**
 * A column of the common schema.
 *
 * @param sound whether equal values also look the same; else a group or a minimum may be shown in several forms
 */
record Column(String name, Kind kind, boolean sound) {
    Column(String name, Kind kind) {
        this(name, kind, true);
    }

    boolean comparable() {
        return kind != Kind.OPAQUE;
    }
}
