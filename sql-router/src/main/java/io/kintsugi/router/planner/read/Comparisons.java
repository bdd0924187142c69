package io.kintsugi.router.planner.read;

import io.kintsugi.router.plan.Comparison;
import io.kintsugi.router.schema.ColumnType;
import io.kintsugi.router.schema.TypeClass;
import java.util.Optional;

/** Which types the merge compares exactly as PostgreSQL does. */
final class Comparisons {
    private Comparisons() {}

    /** How values of a type are ordered; text only in byte order. */
    static Optional<Comparison> order(ColumnType type) {
        return equality(type)
                .filter(comparison -> comparison != Comparison.TEXT_BYTES
                        || (type.byteOrder() && type.typeClass() != TypeClass.CHAR));
    }

    /** How values of a type are found equal; text under any deterministic collation. */
    static Optional<Comparison> equality(ColumnType type) {
        return switch (type.typeClass()) {
            case INT2, INT4, INT8 -> Optional.of(Comparison.INTEGER);
            case NUMERIC -> Optional.of(Comparison.NUMERIC);
            case FLOAT4, FLOAT8 -> Optional.of(Comparison.FLOAT);
            case BOOLEAN -> Optional.of(Comparison.BOOLEAN);
            case TEXT, VARCHAR -> type.deterministicCollation() ? Optional.of(Comparison.TEXT_BYTES) : Optional.empty();
            case UUID -> Optional.of(Comparison.UUID);
            case DATE -> Optional.of(Comparison.DATE);
            case TIMESTAMP -> Optional.of(Comparison.TIMESTAMP);
            case TIMESTAMP_TZ -> Optional.of(Comparison.TIMESTAMP_TZ);
            case TIME -> Optional.of(Comparison.TIME);
            case BYTEA -> Optional.of(Comparison.BYTES);
            case CHAR -> isPadded(type) ? Optional.of(Comparison.TEXT_BYTES) : Optional.empty();
            case MONEY, TIME_TZ, INTERVAL, JSON, JSONB, ENUM, ARRAY, OTHER -> Optional.empty();
        };
    }

    /** A column of type character(n) returns every value filled up to n, so equal values have equal bytes. */
    private static boolean isPadded(ColumnType type) {
        return type.deterministicCollation() && type.name().startsWith("character(");
    }
}
