package io.kintsugi.router.planner.write;

import static java.util.Objects.requireNonNull;

import io.kintsugi.router.planner.bind.KeySource;
import io.kintsugi.router.schema.ColumnType;
import io.kintsugi.topology.KeyRule;
import java.util.List;

/**
 * Where the rows of an INSERT get their sharding key.
 *
 * @param sources one for each planned row
 * @param generated index of the generated column that is the key; negative when the statement gives it
 */
record InsertedKey(
        String table,
        String column,
        ColumnType columnType,
        KeyRule type,
        List<KeySource> sources,
        int generated,
        int token) {
    InsertedKey {
        requireNonNull(table, "table");
        requireNonNull(column, "column");
        requireNonNull(columnType, "columnType");
        requireNonNull(type, "type");
        sources = List.copyOf(sources);
    }
}
