package io.kintsugi.router.schema;

import io.kintsugi.topology.KeyType;
import java.util.Optional;

/** The types that routing and merging tell apart. */
public enum TypeClass {
    INT2,
    INT4,
    INT8,
    NUMERIC,
    FLOAT4,
    FLOAT8,
    MONEY,
    BOOLEAN,
    TEXT,
    VARCHAR,
    CHAR,
    UUID,
    DATE,
    TIMESTAMP,
    TIMESTAMP_TZ,
    TIME,
    TIME_TZ,
    INTERVAL,
    BYTEA,
    JSON,
    JSONB,
    ENUM,
    ARRAY,
    OTHER;

    /** The key type a column of this class may have; empty when it cannot be a sharding key. */
    public Optional<KeyType> keyType() {
        return switch (this) {
            case INT2, INT4, INT8 -> Optional.of(KeyType.INTEGER);
            case NUMERIC -> Optional.of(KeyType.DECIMAL);
            case TEXT, VARCHAR -> Optional.of(KeyType.TEXT);
            case UUID -> Optional.of(KeyType.UUID);
            case DATE -> Optional.of(KeyType.DATE);
            case TIMESTAMP -> Optional.of(KeyType.TIMESTAMP);
            case TIMESTAMP_TZ -> Optional.of(KeyType.TIMESTAMP_TZ);
            case BYTEA -> Optional.of(KeyType.BYTES);
            case FLOAT4, FLOAT8, MONEY, BOOLEAN, CHAR, TIME, TIME_TZ, INTERVAL, JSON, JSONB, ENUM, ARRAY, OTHER ->
                Optional.empty();
        };
    }
}
