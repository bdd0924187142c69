package io.kintsugi.topology.yaml;

import io.kintsugi.topology.FunctionRule;
import io.kintsugi.topology.KeyType;
import io.kintsugi.topology.Keyspace;
import io.kintsugi.topology.ListFunction;
import io.kintsugi.topology.Range;
import io.kintsugi.topology.ReplicaSet;
import io.kintsugi.topology.Shard;
import io.kintsugi.topology.ShardingFunction;
import io.kintsugi.topology.TableDefinition;
import io.kintsugi.topology.TableDistribution;
import io.kintsugi.topology.yaml.YamlValue.Entry;
import io.kintsugi.topology.yaml.YamlValue.Mapping;
import io.kintsugi.topology.yaml.YamlValue.Position;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads one keyspace after the other. */
final class KeyspaceReader {
    private static final List<String> KEYS = List.of("shards", "ranges", "function", "tables", "default", "functions");
    private static final int ARGUMENTS_MAX = 100;

    private final Reading reading;
    private final ReplicaSetReader replicaSets;
    private final TableReader tables;

    KeyspaceReader(Reading reading, ReplicaSetReader replicaSets) {
        this.reading = reading;
        this.replicaSets = replicaSets;
        this.tables = new TableReader(reading);
    }

    Optional<Keyspace> read(String name, Entry entry) {
        if (!reading.isName(entry.keyPosition(), name, "A keyspace's name")) {
            return Optional.empty();
        }
        String what = "keyspace '" + name + "'";
        return reading.mapping(entry.value(), "The value of " + what).flatMap(fields -> read(name, what, fields));
    }

    private Optional<Keyspace> read(String name, String what, Mapping fields) {
        reading.refuseUnknownKeys(fields, what, KEYS);
        Optional<Mapping> section = reading.required(fields, "shards", what)
                .flatMap(value -> reading.mapping(value, "'shards' of " + what));
        Map<String, TableDefinition> definitions = tables(name, what, fields, section);
        Map<String, FunctionRule> functions = functions(fields, what);
        Optional<List<Shard>> shards = section.flatMap(mapping -> shards(mapping, what));
        boolean isDefault = isDefault(fields, section, what);
        Optional<LayoutReader.Layout> layout = section.filter(
                        mapping -> !mapping.entries().isEmpty())
                .map(mapping -> List.copyOf(mapping.entries().keySet()))
                .flatMap(names -> new LayoutReader(reading, what, names).read(fields));
        layout.ifPresent(found -> checkKeyTypes(fields, found.function(), definitions));
        if (shards.isEmpty() || layout.isEmpty() || reading.hasProblems()) {
            return Optional.empty();
        }
        LayoutReader.Layout found = layout.get();
        return Optional.of(
                new Keyspace(name, shards.get(), found.function(), found.map(), definitions, isDefault, functions));
    }

    private Optional<List<Shard>> shards(Mapping section, String what) {
        if (section.entries().isEmpty()) {
            reading.problem(
                    section.position(), "'shards' of " + what + " is empty: a keyspace has at least one shard.");
            return Optional.empty();
        }
        List<Shard> shards = new ArrayList<>();
        section.entries().forEach((name, entry) -> {
            if (reading.isName(entry.keyPosition(), name, "A shard's name")) {
                Optional<ReplicaSet> replicas = replicaSets.read(entry.value(), "shard '" + name + "' of " + what);
                replicas.ifPresent(set -> shards.add(new Shard(name, set)));
            }
        });
        return shards.size() == section.entries().size() ? Optional.of(shards) : Optional.empty();
    }

    private Map<String, TableDefinition> tables(String name, String what, Mapping fields, Optional<Mapping> shards) {
        int shardCount = shards.map(mapping -> mapping.entries().size()).orElse(0);
        return reading.optional(fields, "tables")
                .flatMap(value -> reading.mappingOrNothing(value, "'tables' of " + what))
                .map(section -> tables.read(section, name, shardCount))
                .orElse(Map.of());
    }

    private boolean isDefault(Mapping fields, Optional<Mapping> shards, String what) {
        Entry entry = fields.entries().get("default");
        if (entry == null
                || !reading.truth(entry.value(), "'default' of " + what).orElse(false)) {
            return false;
        }
        int shardCount = shards.map(mapping -> mapping.entries().size()).orElse(1);
        if (shardCount > 1) {
            reading.problem(
                    entry.keyPosition(),
                    "The default keyspace must have one shard, but " + what + " has " + shardCount
                            + ": tables that are not listed could be on any of them.");
        }
        return true;
    }

    private Map<String, FunctionRule> functions(Mapping fields, String what) {
        Map<String, FunctionRule> rules = new LinkedHashMap<>();
        reading.optional(fields, "functions")
                .flatMap(value -> reading.mappingOrNothing(value, "'functions' of " + what))
                .ifPresent(section -> section.entries()
                        .forEach((name, entry) -> function(name, entry).ifPresent(rule -> rules.put(name, rule))));
        return rules;
    }

    private Optional<FunctionRule> function(String name, Entry entry) {
        String what = "function '" + name + "'";
        Optional<Mapping> mapping = reading.mapping(entry.value(), "The value of " + what);
        mapping.ifPresent(fields -> reading.refuseUnknownKeys(fields, what, List.of("key")));
        return mapping.flatMap(fields -> reading.required(fields, "key", what))
                .flatMap(value -> reading.integer(value, "'key' of " + what, 1, ARGUMENTS_MAX))
                .map(argument -> new FunctionRule(name, argument.intValue()));
    }

    /** Ranges and lists are of one type; a table that declares another one could never be routed. */
    private void checkKeyTypes(Mapping fields, ShardingFunction function, Map<String, TableDefinition> definitions) {
        Optional<KeyType> required = keyType(function);
        if (required.isEmpty()) {
            return;
        }
        definitions
                .values()
                .forEach(table -> declaredType(table)
                        .filter(type -> type != required.get())
                        .ifPresent(type -> reading.problem(
                                position(fields, table),
                                "The key of table '" + table.name() + "' is of type " + type.label()
                                        + ", but the function of its keyspace is for "
                                        + required.get().label() + ".")));
    }

    private static Position position(Mapping fields, TableDefinition table) {
        Entry tables = fields.entries().get("tables");
        Entry listed = tables != null && tables.value() instanceof Mapping section
                ? section.entries().get(table.name())
                : null;
        return listed == null ? fields.position() : listed.keyPosition();
    }

    private static Optional<KeyType> keyType(ShardingFunction function) {
        if (function instanceof Range range) {
            return Optional.of(range.keyType());
        }
        return function instanceof ListFunction list ? Optional.of(list.keyType()) : Optional.empty();
    }

    private static Optional<KeyType> declaredType(TableDefinition table) {
        return table.distribution() instanceof TableDistribution.Sharded sharded
                ? sharded.declaredKeyType()
                : Optional.empty();
    }
}
