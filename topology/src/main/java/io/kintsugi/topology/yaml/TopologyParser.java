package io.kintsugi.topology.yaml;

import io.kintsugi.topology.Credentials;
import io.kintsugi.topology.Dialect;
import io.kintsugi.topology.Keyspace;
import io.kintsugi.topology.Node;
import io.kintsugi.topology.ReplicaSet;
import io.kintsugi.topology.Secret;
import io.kintsugi.topology.Topology;
import io.kintsugi.topology.yaml.YamlValue.Entry;
import io.kintsugi.topology.yaml.YamlValue.Mapping;
import io.kintsugi.topology.yaml.YamlValue.Scalar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the whole document. */
final class TopologyParser {
    static final String API_VERSION = "v1";

    private static final List<String> KEYS = List.of(
            "apiVersion", "version", "cluster", "dialect", "credentials", "nodes", "catalog", "workbench", "keyspaces");
    private static final Map<String, Dialect> DIALECTS = LayoutReader.labels(List.of(Dialect.values()), Dialect::label);
    private static final String FILE = "the file";

    private final Problems problems;
    private final Reading reading;

    TopologyParser(Problems problems, Interpolation interpolation) {
        this.problems = problems;
        this.reading = new Reading(problems, interpolation);
    }

    /** Reports everything that is wrong, then throws; or answers the topology. */
    Topology parse(YamlValue document) {
        Optional<Mapping> root = reading.mapping(document, "The file");
        problems.throwIfAny();
        Mapping fields = root.orElseThrow();
        reading.refuseUnknownKeys(fields, FILE, KEYS);
        checkApiVersion(fields);
        Optional<Long> version = version(fields);
        Optional<String> cluster =
                reading.required(fields, "cluster", FILE).flatMap(value -> reading.name(value, "'cluster'"));
        Optional<Dialect> dialect = reading.required(fields, "dialect", FILE)
                .flatMap(value -> reading.choice(value, "'dialect'", DIALECTS));
        Optional<Credentials> credentials = credentials(fields);
        Layout layout = layout(fields, dialect);
        problems.throwIfAny();
        return new Topology(
                version.orElseThrow(),
                cluster.orElseThrow(),
                dialect.orElseThrow(),
                layout.nodes(),
                layout.catalog().orElseGet(() -> onlyShard(layout.keyspaces())),
                layout.workbench(),
                layout.keyspaces(),
                credentials);
    }

    private record Layout(
            Map<String, Node> nodes,
            Optional<ReplicaSet> catalog,
            List<String> workbench,
            Map<String, Keyspace> keyspaces) {}

    private Layout layout(Mapping fields, Optional<Dialect> dialect) {
        Mapping nodeSection = reading.required(fields, "nodes", FILE)
                .flatMap(value -> reading.mapping(value, "'nodes'"))
                .orElse(new Mapping(Map.of(), fields.position()));
        Map<String, Node> nodes = new NodesReader(reading, dialect).read(nodeSection);
        ReplicaSetReader replicaSets =
                new ReplicaSetReader(reading, nodeSection.entries().keySet());
        Optional<ReplicaSet> catalog =
                reading.optional(fields, "catalog").flatMap(value -> replicaSets.read(value, "the catalog"));
        List<String> workbench = reading.optional(fields, Topology.WORKBENCH)
                .map(replicaSets::workbench)
                .orElse(List.of());
        Optional<Mapping> section =
                reading.required(fields, "keyspaces", FILE).flatMap(value -> reading.mapping(value, "'keyspaces'"));
        Map<String, Keyspace> keyspaces =
                section.map(found -> keyspaces(found, replicaSets)).orElse(Map.of());
        section.ifPresent(found -> checkCatalog(fields, found));
        return new Layout(nodes, catalog, workbench, keyspaces);
    }

    private void checkApiVersion(Mapping fields) {
        Optional<YamlValue> value = reading.optional(fields, "apiVersion");
        value.flatMap(written -> reading.text(written, "'apiVersion'"))
                .filter(text -> !text.equals(API_VERSION))
                .ifPresent(text -> reading.problem(
                        value.orElseThrow().position(),
                        "'apiVersion' is " + Problems.quote(text) + ": this version of Kintsugi reads " + API_VERSION
                                + "."));
    }

    private Optional<Long> version(Mapping fields) {
        Optional<YamlValue> value = reading.optional(fields, "version");
        return value.isEmpty()
                ? Optional.of(Topology.FIRST_VERSION)
                : reading.integer(value.get(), "'version'", Topology.FIRST_VERSION, Long.MAX_VALUE);
    }

    private Optional<Credentials> credentials(Mapping fields) {
        Optional<Mapping> section =
                reading.optional(fields, "credentials").flatMap(value -> reading.mapping(value, "'credentials'"));
        if (section.isEmpty()) {
            return Optional.empty();
        }
        Mapping found = section.get();
        reading.refuseUnknownKeys(found, "'credentials'", List.of("user", "password"));
        Optional<String> user = reading.required(found, "user", "'credentials'")
                .flatMap(value -> reading.text(value, "'user' of 'credentials'"));
        Optional<String> password = reading.optional(found, "password")
                .flatMap(value -> reading.text(value, "'password' of 'credentials'"));
        return user.map(name -> new Credentials(name, new Secret(password.orElse(""))));
    }

    private Map<String, Keyspace> keyspaces(Mapping section, ReplicaSetReader replicaSets) {
        if (section.entries().isEmpty()) {
            reading.problem(section.position(), "'keyspaces' is empty: a cluster has at least one keyspace.");
        }
        KeyspaceReader reader = new KeyspaceReader(reading, replicaSets);
        Map<String, Keyspace> keyspaces = new LinkedHashMap<>();
        section.entries()
                .forEach((name, entry) -> reader.read(name, entry).ifPresent(read -> keyspaces.put(name, read)));
        checkOneDefault(section);
        return keyspaces;
    }

    private void checkOneDefault(Mapping section) {
        String first = null;
        for (Map.Entry<String, Entry> keyspace : section.entries().entrySet()) {
            Entry mark = marked(keyspace.getValue().value());
            if (mark != null && first != null) {
                reading.problem(mark.keyPosition(), "Keyspace '" + first + "' is already the default: there is one.");
            }
            if (mark != null && first == null) {
                first = keyspace.getKey();
            }
        }
    }

    private static @Nullable Entry marked(YamlValue keyspace) {
        Entry mark = keyspace instanceof Mapping fields ? fields.entries().get("default") : null;
        boolean isTrue = mark != null
                && mark.value() instanceof Scalar scalar
                && scalar.isTruth()
                && scalar.text().equalsIgnoreCase("true");
        return isTrue ? mark : null;
    }

    /** Without a section of its own the catalog is the only shard, which already holds all definitions. */
    private void checkCatalog(Mapping fields, Mapping keyspaces) {
        if (fields.entries().containsKey("catalog") || shardCount(keyspaces) <= 1) {
            return;
        }
        reading.problem(
                fields.position(),
                "The key 'catalog' is missing: it may be left out only while the cluster"
                        + " has a single shard, and this one has " + shardCount(keyspaces) + ".");
    }

    private static int shardCount(Mapping keyspaces) {
        int count = 0;
        for (Entry keyspace : keyspaces.entries().values()) {
            Entry shards = keyspace.value() instanceof Mapping fields
                    ? fields.entries().get("shards")
                    : null;
            count += shards != null && shards.value() instanceof Mapping mapping
                    ? mapping.entries().size()
                    : 0;
        }
        return count;
    }

    private static ReplicaSet onlyShard(Map<String, Keyspace> keyspaces) {
        return keyspaces.values().iterator().next().shards().get(0).replicas();
    }
}
