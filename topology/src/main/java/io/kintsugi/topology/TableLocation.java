package io.kintsugi.topology;

import static java.util.Objects.requireNonNull;

/** A table and the keyspace it belongs to. */
public record TableLocation(Keyspace keyspace, TableDefinition table) {
    public TableLocation {
        requireNonNull(keyspace, "keyspace");
        requireNonNull(table, "table");
    }
}
