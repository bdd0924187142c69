package io.kintsugi.jdbc.oracle;

import java.util.List;
import java.util.Map;

/**
 * Where the tables of a schema lie. The unsharded keyspace has node {@code flat}.
 *
 * @param shards named {@code s0} and so on, as their nodes are
 * @param keys the sharding keys of tables that have another one than in their family; none of those is joined by it
 */
record KeyspaceLayout(int shards, Map<String, String> keys) {
    private static final Map<String, String> APART = Map.of("orders", "order_id", "notes", "no", "parts", "part");

    /** Tables of a family are co-located. */
    static KeyspaceLayout together(int shards) {
        return new KeyspaceLayout(shards, Map.of());
    }

    /** Tables that are joined are not co-located. */
    static KeyspaceLayout apart(int shards) {
        return new KeyspaceLayout(shards, APART);
    }

    /** The YAML below {@code keyspaces:}. */
    String keyspaces(Schema schema) {
        StringBuilder yaml = new StringBuilder("main:\n  shards:\n");
        for (int shard = 0; shard < shards; shard++) {
            yaml.append("    s")
                    .append(shard)
                    .append(": {nodes: [s")
                    .append(shard)
                    .append("]}\n");
        }
        yaml.append("  tables:\n");
        for (Table table : schema.sharded()) {
            String key = keys.getOrDefault(table.name(), table.key());
            yaml.append("    ")
                    .append(table.name())
                    .append(": {key: ")
                    .append(key)
                    .append("}\n");
        }
        append(yaml, schema.references(), ": {reference: true}\n");
        yaml.append("flat:\n  shards:\n    f0: {nodes: [flat]}\n  tables:\n");
        append(yaml, schema.others(), ": {}\n");
        return yaml.toString();
    }

    private static void append(StringBuilder yaml, List<Table> tables, String rest) {
        tables.forEach(table -> yaml.append("    ").append(table.name()).append(rest));
    }

    @Override
    public String toString() {
        return shards + (shards == 1 ? " shard" : " shards") + (keys.isEmpty() ? "" : " apart");
    }
}
