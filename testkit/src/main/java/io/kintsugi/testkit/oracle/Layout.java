package io.kintsugi.testkit.oracle;

import java.util.List;

/**
 * Which tables there are and where their rows lie.
 *
 * @param functions entries below {@code functions:} of the sharded keyspace, as a topology writes them
 */
public record Layout(List<TableLayout> tables, List<String> functions) {
    public Layout {
        tables = List.copyOf(tables);
        functions = List.copyOf(functions);
    }

    /**
     * The YAML below {@code keyspaces:}: {@code main} on the shards, {@code flat} for what is not sharded. Without
     * unsharded tables and with one shard, that is a cluster in which every statement's place is certain.
     */
    public String keyspaces(int shards) {
        StringBuilder yaml = new StringBuilder("main:\n  shards:\n");
        for (int shard = 0; shard < shards; shard++) {
            yaml.append("    s")
                    .append(shard)
                    .append(": {nodes: [s")
                    .append(shard)
                    .append("]}\n");
        }
        append(yaml, "tables", entries(false));
        append(yaml, "functions", functions);
        if (!entries(true).isEmpty()) {
            yaml.append("flat:\n  shards:\n    f0: {nodes: [flat]}\n");
            append(yaml, "tables", entries(true));
        }
        return yaml.toString();
    }

    private List<String> entries(boolean unsharded) {
        return tables.stream()
                .filter(table -> (table.place() == TableLayout.Place.UNSHARDED) == unsharded)
                .map(TableLayout::yaml)
                .toList();
    }

    private static void append(StringBuilder yaml, String section, List<String> entries) {
        if (!entries.isEmpty()) {
            yaml.append("  ").append(section).append(":\n");
            entries.forEach(entry -> yaml.append("    ").append(entry).append('\n'));
        }
    }
}
