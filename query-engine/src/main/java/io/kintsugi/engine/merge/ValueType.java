package io.kintsugi.engine.merge;

import java.util.Objects;

/**
 * The type of a value that a merge computes with.
 *
 * @param scale digits after the point that the server says a decimal of MySQL has; else 0
 */
public record ValueType(Kind kind, int scale) {
    /** The kinds; those of numbers in the order in which one becomes the other. */
    public enum Kind {
        INT2,
        INT4,
        INT8,
        NUMERIC,
        FLOAT8,
        BOOLEAN,
        /** Passed on as it is. */
        TEXT,
        DATE,
        TIMESTAMP,
        TIMESTAMP_TZ,
        /** NULL as it is written. */
        NULL,
        /** Nothing is computed with it. */
        OTHER
    }

    public static final ValueType BOOLEAN = of(Kind.BOOLEAN);

    public ValueType {
        Objects.requireNonNull(kind, "kind");
    }

    public static ValueType of(Kind kind) {
        return new ValueType(kind, 0);
    }

    /** Whether it is a number. */
    public boolean isNumber() {
        return kind.compareTo(Kind.FLOAT8) <= 0;
    }

    /** Whether it is a whole number. */
    public boolean isInteger() {
        return kind.compareTo(Kind.INT8) <= 0;
    }
}
