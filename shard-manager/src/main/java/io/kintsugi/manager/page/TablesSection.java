package io.kintsugi.manager.page;

import io.kintsugi.topology.Keyspace;
import io.kintsugi.topology.TableDefinition;
import io.kintsugi.topology.Topology;
import java.util.stream.Collectors;

/** Which tables there are and how their rows are spread. */
final class TablesSection {
    private static final int TABLES_MAX = 200;

    private TablesSection() {}

    static void render(Markup page, StatusView view) {
        view.topology().ifPresent(published -> render(page, view, published.topology()));
    }

    private static void render(Markup page, StatusView view, Topology topology) {
        long tables = topology.keyspaces().values().stream()
                .mapToLong(keyspace -> keyspace.tables().size())
                .sum();
        Listing listing = Listing.open(page, "tables", "Tables", "", "Table", "Keyspace", "Rows are", "Ids");
        topology.keyspaces().values().stream()
                .flatMap(keyspace -> keyspace.tables().values().stream().map(table -> new Row(keyspace, table)))
                .limit(TABLES_MAX)
                .forEach(row -> listing.row(
                        row.table().name(),
                        row.keyspace().name(),
                        ShardingWords.distribution(row.keyspace(), row.table()),
                        ids(row.table())));
        listing.close(
                tables,
                TABLES_MAX,
                topology.defaultKeyspace()
                        .map(keyspace -> "Tables not listed here live in keyspace " + keyspace.name() + ".")
                        .orElse(""));
        Words.command(page, view, view.baseUrl() + "/v1/topology");
    }

    private record Row(Keyspace keyspace, TableDefinition table) {}

    private static String ids(TableDefinition table) {
        return table.generate().entrySet().stream()
                .map(entry -> entry.getKey() + ": " + entry.getValue().label())
                .collect(Collectors.joining(", "));
    }
}
