package io.kintsugi.topology.yaml;

import io.kintsugi.topology.IdGenerator;
import io.kintsugi.topology.KeyType;
import io.kintsugi.topology.TableDefinition;
import io.kintsugi.topology.TableDistribution;
import io.kintsugi.topology.yaml.YamlValue.Entry;
import io.kintsugi.topology.yaml.YamlValue.Mapping;
import io.kintsugi.topology.yaml.YamlValue.Position;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code tables} of all keyspaces. Sees to it that each table is listed once. */
final class TableReader {
    private static final List<String> KEYS = List.of("key", "type", "reference", "generate", "rollover", "groups");
    private static final int NAME_LENGTH_MAX = 63;
    private static final Map<String, IdGenerator> GENERATORS =
            LayoutReader.labels(List.of(IdGenerator.values()), IdGenerator::label);

    private record Listing(String keyspace, int line) {}

    private final Reading reading;
    private final Map<String, Listing> listings = new HashMap<>();

    TableReader(Reading reading) {
        this.reading = reading;
    }

    Map<String, TableDefinition> read(Mapping section, String keyspace, int shards) {
        Map<String, TableDefinition> tables = new LinkedHashMap<>();
        section.entries().forEach((name, entry) -> {
            if (isNewTable(name, entry.keyPosition(), keyspace)) {
                table(name, entry, shards).ifPresent(table -> tables.put(name, table));
            }
        });
        return tables;
    }

    private boolean isNewTable(String name, Position position, String keyspace) {
        if (!isIdentifier(position, name, "A table's name")) {
            return false;
        }
        if (name.contains(".")) {
            reading.problem(
                    position,
                    "Table " + Problems.quote(name)
                            + " names a schema: list the table by its own name; schemas are not supported yet in this version.");
            return false;
        }
        Listing other = listings.putIfAbsent(name, new Listing(keyspace, position.line()));
        if (other != null) {
            reading.problem(
                    position,
                    "Table '" + name + "' is already in keyspace '" + other.keyspace() + "' in line " + other.line()
                            + ": a table belongs to one keyspace.");
        }
        return other == null;
    }

    private boolean isIdentifier(Position position, String name, String what) {
        boolean valid = !name.isBlank()
                && name.length() <= NAME_LENGTH_MAX
                && name.chars().noneMatch(Character::isISOControl);
        if (!valid) {
            reading.problem(position, what + " is " + Problems.quote(name) + ": it must have 1 to 63 characters.");
        }
        return valid;
    }

    private Optional<TableDefinition> table(String name, Entry entry, int shards) {
        String what = "table '" + name + "'";
        Optional<Mapping> mapping = reading.mappingOrNothing(entry.value(), "The value of " + what);
        if (mapping.isEmpty()) {
            return Optional.empty();
        }
        Mapping fields = mapping.get();
        reading.refuseUnknownKeys(fields, what, KEYS);
        reading.refuseForNow(fields, "rollover");
        reading.refuseForNow(fields, "groups");
        Map<String, IdGenerator> generate = generate(fields, what);
        return distribution(fields, entry.keyPosition(), what, shards)
                .map(distribution -> new TableDefinition(name, distribution, generate));
    }

    private Optional<TableDistribution> distribution(Mapping fields, Position position, String what, int shards) {
        Optional<YamlValue> key = reading.optional(fields, "key");
        Optional<YamlValue> referenceValue = reading.optional(fields, "reference");
        Optional<Boolean> reference = referenceValue.flatMap(value -> reading.truth(value, "'reference' of " + what));
        if (key.isPresent() && reference.orElse(false)) {
            reading.problem(
                    position,
                    "Table " + what.substring("table ".length())
                            + " cannot have a 'key' and be a reference table: every shard holds all rows of those.");
            return Optional.empty();
        }
        if (key.isPresent()) {
            return sharded(fields, key.get(), what);
        }
        refuseTypeWithoutKey(fields, what);
        if (reference.orElse(false)) {
            return Optional.of(new TableDistribution.Reference());
        }
        return unsharded(position, what, shards, referenceValue.isPresent() && reference.isEmpty());
    }

    private Optional<TableDistribution> sharded(Mapping fields, YamlValue key, String what) {
        Optional<String> column = reading.text(key, "'key' of " + what)
                .filter(name -> isIdentifier(key.position(), name, "'key' of " + what));
        Optional<YamlValue> typeValue = reading.optional(fields, "type");
        Optional<KeyType> type =
                typeValue.flatMap(value -> reading.choice(value, "'type' of " + what, LayoutReader.KEY_TYPES));
        boolean complete = typeValue.isPresent() == type.isPresent();
        return complete ? column.map(name -> new TableDistribution.Sharded(name, type)) : Optional.empty();
    }

    private void refuseTypeWithoutKey(Mapping fields, String what) {
        Entry type = fields.entries().get("type");
        if (type != null) {
            reading.problem(type.keyPosition(), "'type' of " + what + " is the type of its 'key', which is missing.");
        }
    }

    private Optional<TableDistribution> unsharded(Position position, String what, int shards, boolean reported) {
        if (shards <= 1) {
            return Optional.of(new TableDistribution.Unsharded());
        }
        if (!reported) {
            reading.problem(
                    position,
                    "Its keyspace has " + shards + " shards, so " + what
                            + " needs 'key: <column>' or 'reference: true'.");
        }
        return Optional.empty();
    }

    private Map<String, IdGenerator> generate(Mapping fields, String what) {
        Map<String, IdGenerator> generators = new LinkedHashMap<>();
        reading.optional(fields, "generate")
                .flatMap(value -> reading.mapping(value, "'generate' of " + what))
                .ifPresent(columns -> columns.entries().forEach((column, entry) -> {
                    if (isIdentifier(entry.keyPosition(), column, "A column in 'generate' of " + what)) {
                        reading.choice(entry.value(), "The generator of column '" + column + "' of " + what, GENERATORS)
                                .ifPresent(generator -> generators.put(column, generator));
                    }
                }));
        return generators;
    }
}
