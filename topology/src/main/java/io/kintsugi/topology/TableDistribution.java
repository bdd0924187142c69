package io.kintsugi.topology;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/** Where the rows of a table are. */
public sealed interface TableDistribution {
    /** Rows are spread over the shards by the value of {@code keyColumn}. */
    record Sharded(String keyColumn, Optional<KeyType> declaredKeyType) implements TableDistribution {
        public Sharded {
            requireNonNull(keyColumn, "keyColumn");
            requireNonNull(declaredKeyType, "declaredKeyType");
        }
    }

    /** Every shard holds all rows. */
    record Reference() implements TableDistribution {}

    /** All rows are on the only shard of the keyspace. */
    record Unsharded() implements TableDistribution {}
}
