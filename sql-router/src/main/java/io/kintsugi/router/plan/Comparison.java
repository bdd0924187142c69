package io.kintsugi.router.plan;

/** How the merge compares two values of a column exactly as the database does. */
public enum Comparison {
    /** smallint, integer, bigint; in MySQL every integer type but unsigned bigint. */
    INTEGER,
    /** numeric: by value, {@code NaN} greater than all, infinities at the ends; in MySQL also unsigned bigint. */
    NUMERIC,
    /** real, double precision: {@code NaN} equal to itself and greater than all, {@code -0 = 0}. */
    FLOAT,
    /** false before true. */
    BOOLEAN,
    /** date, with infinities. */
    DATE,
    /** timestamp without time zone, with infinities. */
    TIMESTAMP,
    /** timestamp with time zone: by instant, never by text. */
    TIMESTAMP_TZ,
    /** time without time zone. */
    TIME,
    /** uuid: unsigned bytes. */
    UUID,
    /** bytea, binary, varbinary, blob, and the weights of a text: unsigned bytes. */
    BYTES,
    /**
     * text whose collation is {@code C} or {@code POSIX}: UTF-8 bytes; also equality of any deterministic collation.
     */
    TEXT_BYTES,
    /** character(n) under such a collation: the same without the blanks at the end. */
    PADDED_TEXT_BYTES
}
