package io.kintsugi.topology;

import java.util.Locale;

/** The classes of sharding key columns; each has one canonical form for a value. */
public enum KeyType {
    /** Every integer type, signed or unsigned, up to 64 bits. */
    INTEGER,
    /** Exact decimals of any precision. */
    DECIMAL,
    /** Text whose equality is byte equality. */
    TEXT,
    UUID,
    DATE,
    /** Date and time without a zone. */
    TIMESTAMP,
    /** A moment on the time line. */
    TIMESTAMP_TZ,
    BYTES;

    /** The name in YAML. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether a token can keep this type's order, as the range function needs. */
    public boolean isOrdered() {
        return switch (this) {
            case INTEGER, DATE, TIMESTAMP, TIMESTAMP_TZ -> true;
            case DECIMAL, TEXT, UUID, BYTES -> false;
        };
    }
}
