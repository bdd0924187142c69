package io.kintsugi.topology.yaml;

import io.kintsugi.topology.FunctionRule;
import io.kintsugi.topology.Hash;
import io.kintsugi.topology.IdGenerator;
import io.kintsugi.topology.KeyValue;
import io.kintsugi.topology.Keyspace;
import io.kintsugi.topology.ListFunction;
import io.kintsugi.topology.Node;
import io.kintsugi.topology.Range;
import io.kintsugi.topology.ReplicaSet;
import io.kintsugi.topology.Shard;
import io.kintsugi.topology.ShardMap;
import io.kintsugi.topology.TableDefinition;
import io.kintsugi.topology.TableDistribution;
import io.kintsugi.topology.TokenRange;
import io.kintsugi.topology.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes a topology so that it reads back equal, all but the credentials. Used once. */
final class TopologyWriter {
    /** Words that need no quotes; YAML could not take them for anything else. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");

    private static final Pattern RESERVED =
            Pattern.compile("null|true|false|yes|no|on|off|y|n", Pattern.CASE_INSENSITIVE);

    private final Topology topology;
    private final StringBuilder out = new StringBuilder();

    private TopologyWriter(Topology topology) {
        this.topology = topology;
    }

    static String write(Topology topology) {
        return new TopologyWriter(topology).document();
    }

    private String document() {
        line(0, "apiVersion: " + TopologyParser.API_VERSION);
        line(0, "version: " + topology.version());
        line(0, "cluster: " + quoted(topology.cluster()));
        line(0, "dialect: " + topology.dialect().label());
        line(0, "nodes:");
        topology.nodes().values().forEach(this::node);
        if (!isCatalogOnlyShard()) {
            line(0, "catalog: " + replicaSet(topology.catalog()));
        }
        if (!topology.workbench().isEmpty()) {
            line(0, "workbench: {nodes: " + list(topology.workbench()) + "}");
        }
        line(0, "keyspaces:");
        topology.keyspaces().values().forEach(this::keyspace);
        return out.toString();
    }

    private void line(int indent, String text) {
        out.append("  ".repeat(indent)).append(text).append('\n');
    }

    private boolean isCatalogOnlyShard() {
        List<Shard> shards = topology.keyspaces().values().stream()
                .flatMap(keyspace -> keyspace.shards().stream())
                .toList();
        return shards.size() == 1 && shards.get(0).replicas().equals(topology.catalog());
    }

    private void node(Node node) {
        String url = topology.dialect().label() + "://" + node.address() + "/" + NodeUrl.encode(node.database());
        String parameters = node.parameters().entrySet().stream()
                .map(entry -> NodeUrl.encode(entry.getKey()) + "=" + NodeUrl.encode(entry.getValue()))
                .collect(Collectors.joining("&"));
        String full = parameters.isEmpty() ? url : url + "?" + parameters;
        line(1, key(node.name()) + ": {url: " + quoted(full) + ", cell: " + quoted(node.cell()) + "}");
    }

    private static String replicaSet(ReplicaSet set) {
        String epoch = set.epoch() == ReplicaSet.FIRST_EPOCH ? "" : ", epoch: " + set.epoch();
        return "{nodes: " + list(set.nodes()) + ", sync: " + set.sync() + epoch + "}";
    }

    private static String list(List<String> texts) {
        return texts.stream().map(TopologyWriter::quoted).collect(Collectors.joining(", ", "[", "]"));
    }

    private void keyspace(Keyspace keyspace) {
        line(1, key(keyspace.name()) + ":");
        if (keyspace.isDefault()) {
            line(2, "default: true");
        }
        line(2, "shards:");
        keyspace.shards().forEach(shard -> line(3, key(shard.name()) + ": " + replicaSet(shard.replicas())));
        layout(keyspace);
        section(
                "tables",
                keyspace.tables().values().stream().map(TopologyWriter::table).toList());
        section(
                "functions",
                keyspace.functions().values().stream()
                        .map(TopologyWriter::function)
                        .toList());
    }

    private void section(String name, List<String> lines) {
        if (!lines.isEmpty()) {
            line(2, name + ":");
            lines.forEach(text -> line(3, text));
        }
    }

    private static String function(FunctionRule rule) {
        return key(rule.name()) + ": {key: " + rule.keyArgument() + "}";
    }

    private static String table(TableDefinition table) {
        List<String> fields = new ArrayList<>();
        if (table.distribution() instanceof TableDistribution.Sharded sharded) {
            fields.add("key: " + quoted(sharded.keyColumn()));
            sharded.declaredKeyType().ifPresent(type -> fields.add("type: " + type.label()));
        }
        if (table.isReference()) {
            fields.add("reference: true");
        }
        if (!table.generate().isEmpty()) {
            fields.add("generate: " + generate(table.generate()));
        }
        return key(table.name()) + ": {" + String.join(", ", fields) + "}";
    }

    private static String generate(Map<String, IdGenerator> generate) {
        return generate.entrySet().stream()
                .map(entry -> key(entry.getKey()) + ": " + entry.getValue().label())
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private void layout(Keyspace keyspace) {
        if (keyspace.function() instanceof Hash) {
            hashRanges(keyspace);
        }
        if (keyspace.function() instanceof Range range) {
            line(2, "function: {type: range, key: " + range.keyType().label() + "}");
            ranges(keyspace, tokens -> RangeNotation.keys(tokens, range.keyType()));
        }
        if (keyspace.function() instanceof ListFunction function) {
            String unlisted = keyspace.shards()
                    .get(keyspace.shardMap().shardOf(ListFunction.UNLISTED))
                    .name();
            String byDefault = function.acceptsUnlisted() ? ", default: " + quoted(unlisted) : "";
            line(2, "function: {type: list, key: " + function.keyType().label() + byDefault + "}");
            lists(keyspace, shard -> listed(keyspace, function, shard));
        }
    }

    private static List<String> listed(Keyspace keyspace, ListFunction function, int shard) {
        return function.values().stream()
                .filter(value -> keyspace.shardOf(value) == shard)
                .map(TopologyWriter::literal)
                .toList();
    }

    private void hashRanges(Keyspace keyspace) {
        int shards = keyspace.shards().size();
        ShardMap map = keyspace.shardMap();
        if (map.equals(ShardMap.even(LayoutReader.EVEN_RANGES, shards))) {
            line(2, "ranges: even(" + LayoutReader.EVEN_RANGES + ")");
            return;
        }
        ranges(keyspace, TokenRange::toString);
    }

    private void ranges(Keyspace keyspace, Function<TokenRange, String> notation) {
        List<List<TokenRange>> ranges = keyspace.shardMap().rangesByShard();
        lists(keyspace, shard -> ranges.get(shard).stream().map(notation).toList());
    }

    private void lists(Keyspace keyspace, IntFunction<List<String>> itemsOf) {
        line(2, "ranges:");
        for (int shard = 0; shard < keyspace.shards().size(); shard++) {
            line(3, key(keyspace.shards().get(shard).name()) + ": " + list(itemsOf.apply(shard)));
        }
    }

    private static String literal(KeyValue key) {
        return switch (key.type()) {
            case TIMESTAMP, TIMESTAMP_TZ -> RangeNotation.literal(Long.parseLong(key.toString()), key.type());
            case BYTES -> "\\x" + key;
            case INTEGER, DECIMAL, TEXT, UUID, DATE -> key.toString();
        };
    }

    /** A value: what looks like a reference is doubled, so that it is read as it stands. */
    private static String quoted(String text) {
        return key(text.replace("${", "$${"));
    }

    /** Plain where that is safe, else in double quotes. */
    private static String key(String text) {
        if (PLAIN.matcher(text).matches() && !RESERVED.matcher(text).matches()) {
            return text;
        }
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(point -> quoted.append(escaped(point)));
        return quoted.append('"').toString();
    }

    private static String escaped(int point) {
        if (point == '"' || point == '\\') {
            return "\\" + (char) point;
        }
        boolean printable = point >= ' ' && point < 0x7f;
        return printable ? String.valueOf((char) point) : String.format("\\U%08x", point);
    }
}
