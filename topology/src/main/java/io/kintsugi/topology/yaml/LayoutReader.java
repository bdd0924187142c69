package io.kintsugi.topology.yaml;

import io.kintsugi.topology.Hash;
import io.kintsugi.topology.KeyType;
import io.kintsugi.topology.Range;
import io.kintsugi.topology.ShardMap;
import io.kintsugi.topology.ShardingFunction;
import io.kintsugi.topology.TokenOrder;
import io.kintsugi.topology.yaml.YamlValue.Mapping;
import io.kintsugi.topology.yaml.YamlValue.Scalar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads {@code function} and {@code ranges} of a keyspace: how keys find their shard. */
final class LayoutReader {
    /** A function and the map of its tokens. */
    record Layout(ShardingFunction function, ShardMap map) {}

    enum Kind {
        HASH,
        RANGE,
        LIST
    }

    /** The section {@code function} as written. */
    record FunctionSection(Kind kind, Optional<KeyType> key, Optional<String> defaultShard) {}

    static final int EVEN_RANGES = 256;

    static final Map<String, KeyType> KEY_TYPES = labels(List.of(KeyType.values()), KeyType::label);

    private static final Map<String, Kind> KINDS =
            labels(List.of(Kind.values()), kind -> kind.name().toLowerCase(Locale.ROOT));
    private static final FunctionSection HASH = new FunctionSection(Kind.HASH, Optional.empty(), Optional.empty());

    private final Reading reading;
    private final String what;
    private final List<String> shards;

    LayoutReader(Reading reading, String what, List<String> shards) {
        this.reading = reading;
        this.what = what;
        this.shards = shards;
    }

    static <T> Map<String, T> labels(List<T> values, Function<T, String> label) {
        return values.stream()
                .collect(Collectors.toMap(label, value -> value, (left, right) -> left, LinkedHashMap::new));
    }

    Optional<Layout> read(Mapping keyspace) {
        Optional<FunctionSection> section = function(keyspace);
        Optional<YamlValue> ranges = reading.optional(keyspace, "ranges");
        return section.flatMap(
                function -> ranges.isEmpty() ? byDefault(function, keyspace) : given(function, ranges.get()));
    }

    private Optional<FunctionSection> function(Mapping keyspace) {
        Optional<YamlValue> value = reading.optional(keyspace, "function");
        if (value.isEmpty()) {
            return Optional.of(HASH);
        }
        if (value.get() instanceof Scalar) {
            return reading.choice(value.get(), "'function' of " + what, KINDS)
                    .map(kind -> new FunctionSection(kind, Optional.empty(), Optional.empty()))
                    .flatMap(section -> complete(value.get(), section));
        }
        return reading.mapping(value.get(), "'function' of " + what).flatMap(this::functionFields);
    }

    private Optional<FunctionSection> functionFields(Mapping fields) {
        String place = "'function' of " + what;
        reading.refuseUnknownKeys(fields, place, List.of("type", "key", "default"));
        Optional<Kind> kind = reading.required(fields, "type", place)
                .flatMap(value -> reading.choice(value, "'type' in " + place, KINDS));
        Optional<YamlValue> keyValue = reading.optional(fields, "key");
        Optional<KeyType> key = keyValue.flatMap(value -> reading.choice(value, "'key' in " + place, KEY_TYPES));
        Optional<YamlValue> defaultValue = reading.optional(fields, "default");
        Optional<String> defaultShard = defaultValue.flatMap(value -> shardName(value, "'default' in " + place));
        boolean complete =
                keyValue.isPresent() == key.isPresent() && defaultValue.isPresent() == defaultShard.isPresent();
        if (kind.isEmpty() || !complete) {
            return Optional.empty();
        }
        return complete(fields, new FunctionSection(kind.get(), key, defaultShard));
    }

    private Optional<String> shardName(YamlValue value, String place) {
        return reading.text(value, place).filter(name -> {
            boolean known = shards.contains(name);
            if (!known) {
                reading.unknown(
                        value.position(), place + ": there is no shard " + Problems.quote(name) + ".", name, shards);
            }
            return known;
        });
    }

    /** Checks that a function has the settings it needs and no others. */
    private Optional<FunctionSection> complete(YamlValue value, FunctionSection section) {
        Optional<String> problem = switch (section.kind()) {
            case HASH ->
                section.key().isPresent() || section.defaultShard().isPresent()
                        ? Optional.of("The hash function takes neither 'key' nor 'default'.")
                        : Optional.empty();
            case RANGE -> rangeProblem(section);
            case LIST ->
                section.key().isEmpty()
                        ? Optional.of("The list function needs the type of its key: {type: list, key: text}.")
                        : Optional.empty();
        };
        problem.ifPresent(text -> reading.problem(value.position(), text));
        return problem.isEmpty() ? Optional.of(section) : Optional.empty();
    }

    private static Optional<String> rangeProblem(FunctionSection section) {
        if (section.key().isEmpty()) {
            return Optional.of("The range function needs the type of its key: {type: range, key: integer}.");
        }
        if (!section.key().get().isOrdered()) {
            return Optional.of("The range function cannot order keys of type "
                    + section.key().get().label() + "; it takes integer, date, timestamp or timestamp_tz.");
        }
        return section.defaultShard().isPresent()
                ? Optional.of("The range function takes no 'default': its ranges cover all keys.")
                : Optional.empty();
    }

    private Optional<Layout> byDefault(FunctionSection section, Mapping keyspace) {
        if (section.kind() == Kind.HASH) {
            return Optional.of(new Layout(new Hash(), ShardMap.even(EVEN_RANGES, shards.size())));
        }
        if (section.kind() == Kind.RANGE && shards.size() == 1) {
            return Optional.of(new Layout(range(section), ShardMap.single(TokenOrder.SIGNED)));
        }
        reading.required(keyspace, "ranges", what + ", whose function is not hash");
        return Optional.empty();
    }

    private static Range range(FunctionSection section) {
        return new Range(section.key().orElseThrow());
    }

    private Optional<Layout> given(FunctionSection section, YamlValue ranges) {
        RangesReader reader = new RangesReader(reading, what, shards);
        return switch (section.kind()) {
            case HASH -> reader.hashRanges(ranges).map(map -> new Layout(new Hash(), map));
            case RANGE -> reader.keyRanges(ranges, range(section)).map(map -> new Layout(range(section), map));
            case LIST -> reader.lists(ranges, section.key().orElseThrow(), section.defaultShard());
        };
    }
}
