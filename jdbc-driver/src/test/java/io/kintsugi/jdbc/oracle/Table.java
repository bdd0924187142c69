package io.kintsugi.jdbc.oracle;

import java.util.List;

/**
 * A table of the common schema.
 *
 * @param key the sharding key's column; empty for a table that is not sharded
 * @param identity columns that tell every row from all others
 * @param family tables of one family are co-located on their key
 */
record Table(String name, String key, List<String> identity, String family, List<Column> columns) {
    Column column(String wanted) {
        return columns.stream()
                .filter(column -> column.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(name + "." + wanted));
    }

    boolean sharded() {
        return !key.isEmpty();
    }
}
