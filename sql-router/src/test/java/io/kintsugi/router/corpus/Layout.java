package io.kintsugi.router.corpus;

import static java.util.Objects.requireNonNull;

import io.kintsugi.router.schema.LogicalColumn;
import io.kintsugi.router.schema.LogicalTable;
import io.kintsugi.topology.Topology;
import io.kintsugi.topology.yaml.TopologyYaml;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The topologies under which an application's statements are planned. */
enum Layout {
    /** All data on the only shard; no table is listed. */
    ONE_SHARD("one shard"),
    /** Tables by their key over two shards, small ones as reference tables, the rest in an unsharded keyspace. */
    TWO_SHARDS("two shards");

    private static final String REFERENCE = "reference";

    private final String title;

    Layout(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    Topology topology(CorpusDialect dialect, String application, List<LogicalTable> tables) {
        String written = this == ONE_SHARD ? oneShard() : twoShards(keys(application, tables), tables);
        String yaml = dialect == CorpusDialect.POSTGRESQL ? written : mySql(written, dialect.schema());
        return TopologyYaml.parse(yaml, application, name -> Optional.empty(), path -> {
            throw new IOException("no files here");
        });
    }

    /** In MySQL the database has one name on all nodes, so each is on another host. */
    private static String mySql(String yaml, String database) {
        return yaml.replace("postgresql", "mysql").replaceAll("127\\.0\\.0\\.1:5432/(\\w)", "host-$1:3306/" + database);
    }

    private static String oneShard() {
        return """
                cluster: corpus
                dialect: postgresql
                nodes: {a: "postgresql://127.0.0.1:5432/a"}
                keyspaces: {main: {shards: {s0: {nodes: [a]}}}}
                """;
    }

    private static String twoShards(Map<String, String> keys, List<LogicalTable> tables) {
        StringBuilder yaml = new StringBuilder("""
                cluster: corpus
                dialect: postgresql
                nodes:
                  k: postgresql://127.0.0.1:5432/k
                  a: postgresql://127.0.0.1:5432/a
                  b: postgresql://127.0.0.1:5432/b
                  m: postgresql://127.0.0.1:5432/m
                catalog: {nodes: [k]}
                keyspaces:
                  rest: {default: true, shards: {r0: {nodes: [m]}}}
                  spread:
                    shards: {s0: {nodes: [a]}, s1: {nodes: [b]}}
                    tables:
                """);
        Map<String, LogicalTable> byName = new HashMap<>();
        tables.forEach(table -> byName.put(table.name(), table));
        keys.forEach((table, key) -> yaml.append("      ")
                .append(quoted(table))
                .append(key.equals(REFERENCE) ? ": {reference: true" : ": {key: " + quoted(key))
                .append(generated(requireNonNull(byName.get(table), table)))
                .append("}\n"));
        return yaml.toString();
    }

    private static String generated(LogicalTable table) {
        List<String> counted = table.columns().stream()
                .filter(Layout::isCounted)
                .map(column -> quoted(column.name()) + ": sequence")
                .toList();
        return counted.isEmpty() ? "" : ", generate: {" + String.join(", ", counted) + "}";
    }

    private static boolean isCounted(LogicalColumn column) {
        return column.identity() != LogicalColumn.Identity.NONE
                || column.defaultExpression()
                        .filter(text -> text.contains("nextval"))
                        .isPresent();
    }

    private static String quoted(String name) {
        return '"' + name + '"';
    }

    private static Map<String, String> keys(String application, List<LogicalTable> tables) {
        Map<String, String> chosen = chosen(application);
        Map<String, String> keys = new TreeMap<>();
        for (LogicalTable table : tables) {
            if (table.viewDefinition().isPresent()) {
                continue;
            }
            Optional<String> key = Optional.ofNullable(chosen.get(table.name())).or(() -> mainKey(table));
            key.ifPresent(column -> keys.put(table.name(), column));
        }
        return keys;
    }

    /** The first column of the primary key, when it can be a sharding key. */
    private static Optional<String> mainKey(LogicalTable table) {
        return table.uniqueKeys().stream()
                .findFirst()
                .flatMap(columns -> table.column(columns.get(0)))
                .filter(column -> column.type().keyRule().isPresent())
                .map(LogicalColumn::name);
    }

    private static Map<String, String> chosen(String application) {
        Map<String, String> chosen = new HashMap<>();
        for (String line : CorpusReader.resource("layouts.txt").split("\n")) {
            String[] words = line.split("\\s+");
            if (!words[0].equals(application)) {
                continue;
            }
            for (int i = 1; i < words.length; i++) {
                String[] pair = words[i].split("=");
                chosen.put(pair[0], pair[1]);
            }
        }
        return chosen;
    }
}
