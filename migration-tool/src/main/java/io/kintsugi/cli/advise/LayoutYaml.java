package io.kintsugi.cli.advise;

import io.kintsugi.topology.Topology;
import io.kintsugi.topology.yaml.TopologyYaml;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes a layout as a topology; the addresses of the nodes are left to the reader. Stateless. */
final class LayoutYaml {
    /** Words that YAML takes for something else than text. */
    private static final Set<String> YAML_WORDS = Set.of("true", "false", "null", "yes", "no", "on", "off");

    private static final int CLUSTER_NAME_MAX = 63;

    private static final String PLAIN_NAME = "[A-Za-z_][A-Za-z0-9_]*";

    private final String database;
    private final DatabaseFacts facts;
    private final int shards;

    /** @param database its name, which the nodes' databases and the cluster get */
    LayoutYaml(String database, DatabaseFacts facts, int shards) {
        this.database = database;
        this.facts = facts;
        this.shards = shards;
    }

    Topology topology(Layout layout) {
        return TopologyYaml.parse(text(layout), "advice", name -> Optional.empty(), path -> {
            throw new IOException("an advice names no file");
        });
    }

    /** The whole file. */
    String text(Layout layout) {
        boolean rest = layout.has(Place.Kind.UNSHARDED) || facts.hasUnlisted();
        StringBuilder text = new StringBuilder();
        text.append("cluster: ")
                .append(name(clusterName()))
                .append("\ndialect: ")
                .append(dialect())
                .append("\nnodes:\n");
        node(text, "catalog-a");
        for (int shard = 0; shard < shards; shard++) {
            node(text, "s" + shard + "-a");
        }
        if (rest) {
            node(text, "rest-a");
        }
        text.append("catalog: {nodes: [catalog-a]}\nkeyspaces:\n  sharded:\n    shards:\n");
        for (int shard = 0; shard < shards; shard++) {
            text.append("      s")
                    .append(shard)
                    .append(": {nodes: [s")
                    .append(shard)
                    .append("-a]}\n");
        }
        text.append("    tables:\n");
        layout.places().forEach((table, place) -> {
            if (place.kind() != Place.Kind.UNSHARDED) {
                table(text, table, place);
            }
        });
        if (rest) {
            text.append("  rest:\n    shards:\n      r0: {nodes: [rest-a]}\n    default: true\n    tables:\n");
            layout.places().forEach((table, place) -> {
                if (place.kind() == Place.Kind.UNSHARDED) {
                    table(text, table, place);
                }
            });
        }
        return text.toString();
    }

    private String dialect() {
        return facts.dialect().label();
    }

    private void node(StringBuilder text, String node) {
        text.append("  ")
                .append(node)
                .append(": {url: \"")
                .append(facts.dialect().label())
                .append("://")
                .append(node)
                .append(":")
                .append(facts.dialect().defaultPort())
                .append("/")
                .append(URLEncoder.encode(database, StandardCharsets.UTF_8).replace("+", "%20"))
                .append("\"}\n");
    }

    /** What may be in the name of a database need not be in that of a cluster. */
    private String clusterName() {
        String name = database.replaceAll("[^A-Za-z0-9_.-]", "_").replaceAll("^[.-]", "_");
        return name.substring(0, Math.min(name.length(), CLUSTER_NAME_MAX));
    }

    private void table(StringBuilder text, String table, Place place) {
        text.append("      # ")
                .append(place.reason().replaceAll("\\p{Cntrl}", " "))
                .append('\n');
        text.append("      ")
                .append(name(table))
                .append(": ")
                .append(definition(table, place))
                .append('\n');
    }

    private String definition(String table, Place place) {
        return switch (place.kind()) {
            case SHARDED ->
                "{key: " + name(place.column().replace("${", "$${")) + generated(facts.counted(table)) + "}";
            case REFERENCE -> "{reference: true" + generated(facts.counted(table)) + "}";
            case UNSHARDED -> "{}";
        };
    }

    private static String generated(List<String> columns) {
        return columns.isEmpty()
                ? ""
                : columns.stream()
                        .map(column -> name(column) + ": sequence")
                        .collect(Collectors.joining(", ", ", generate: {", "}"));
    }

    private static String name(String name) {
        boolean plain = name.matches(PLAIN_NAME) && !YAML_WORDS.contains(name.toLowerCase(Locale.ROOT));
        return plain ? name : "\"" + name.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
