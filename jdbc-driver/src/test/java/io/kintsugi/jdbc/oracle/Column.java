package io.kintsugi.jdbc.oracle;

/**
 * A column of the common schema.
 *
 * <p>Of equal values that look different (numerics of two scales, texts that a collation takes for equal, zero and
 * minus zero) a server shows whichever it meets first: which one is left open by SQL itself. So, by form, a column that
 * holds such values is compared, grouped by and counted like any other, but where one value stands for several equal
 * ones it is shown only through a function that takes equal values to one form.
 *
 * @param sound whether equal values also look the same
 * @param form how an equal one of several is shown; {@code %s} stands for it
 * @param collation of its own; empty for that of the database, or none
 */
record Column(String name, Kind kind, boolean sound, String form, String collation) {
    Column(String name, Kind kind) {
        this(name, kind, true, "%s", "");
    }

    /** One whose equal values may look different. */
    static Column open(String name, Kind kind, String form) {
        return new Column(name, kind, false, form, "");
    }

    Column collated(String other) {
        return new Column(name, kind, sound, form, other);
    }

    Column renamed(String other) {
        return new Column(other, kind, sound, form, collation);
    }

    boolean comparable() {
        return kind != Kind.OPAQUE;
    }

    /** What stands for all equal values. */
    String shown(String expression) {
        return String.format(form, expression);
    }
}
