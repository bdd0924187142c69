package io.kintsugi.router.oracle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rows of some tables: all of them, or those of one shard. */
final class Data {
    private final Map<String, List<String>> columns;
    private final Map<String, List<List<@Nullable Long>>> tables = new HashMap<>();

    Data(Map<String, List<String>> columns) {
        this.columns = columns;
    }

    /** The rows of several shards in one place, those of a table that each of them has whole taken once. */
    static Data together(List<Data> shards, String reference) {
        Data all = new Data(shards.get(0).columns);
        for (Data shard : shards) {
            shard.tables.forEach((table, rows) -> {
                if (!table.equals(reference) || shard.equals(shards.get(0))) {
                    rows.forEach(row -> all.insert(table, row));
                }
            });
        }
        return all;
    }

    void insert(String table, List<@Nullable Long> row) {
        tables.computeIfAbsent(table, name -> new ArrayList<>()).add(row);
    }

    List<Row> rows(String table, String alias) {
        List<String> names = columns.getOrDefault(table, List.of());
        return tables.getOrDefault(table, List.of()).stream()
                .map(row -> named(names, alias, row))
                .toList();
    }

    private static Row named(List<String> names, String alias, List<@Nullable Long> row) {
        Map<String, @Nullable Long> values = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            values.put(alias + "." + names.get(i), row.get(i));
        }
        return new Row(values);
    }
}
