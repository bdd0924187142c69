package io.kintsugi.topology.yaml;

import io.kintsugi.errors.ShardException;
import io.kintsugi.topology.KeyCanonicalizer;
import io.kintsugi.topology.KeyType;
import io.kintsugi.topology.KeyValue;
import io.kintsugi.topology.ListFunction;
import io.kintsugi.topology.Range;
import io.kintsugi.topology.ShardMap;
import io.kintsugi.topology.TokenOrder;
import io.kintsugi.topology.TokenRange;
import io.kintsugi.topology.yaml.YamlValue.Mapping;
import io.kintsugi.topology.yaml.YamlValue.Position;
import io.kintsugi.topology.yaml.YamlValue.Scalar;
import io.kintsugi.topology.yaml.YamlValue.Sequence;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code ranges} of a keyspace: {@code even(n)}, or a list of ranges or keys for each shard. */
final class RangesReader {
    private static final Pattern EVEN = Pattern.compile("even\\(\\s*([0-9]{1,9})\\s*\\)");

    /** A range as written becomes a range of tokens. */
    @FunctionalInterface
    private interface Notation {
        TokenRange parse(String text) throws RangeNotation.BadRangeException;
    }

    private final Reading reading;
    private final String what;
    private final List<String> shards;
    private final Map<String, Integer> ordinals = new HashMap<>();

    RangesReader(Reading reading, String what, List<String> shards) {
        this.reading = reading;
        this.what = "'ranges' of " + what;
        this.shards = shards;
        for (int ordinal = 0; ordinal < shards.size(); ordinal++) {
            ordinals.put(shards.get(ordinal), ordinal);
        }
    }

    Optional<ShardMap> hashRanges(YamlValue value) {
        return value instanceof Scalar ? even(value) : explicit(value, TokenOrder.UNSIGNED, RangeNotation::parseHash);
    }

    private Optional<ShardMap> even(YamlValue value) {
        Optional<String> text = reading.text(value, what);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Matcher matcher = EVEN.matcher(text.get());
        if (!matcher.matches()) {
            reading.problem(
                    value.position(),
                    what + " is " + Problems.quote(text.get())
                            + ": write even(256), or a mapping of shards to ranges.");
            return Optional.empty();
        }
        return checked(value.position(), () -> ShardMap.even(Integer.parseInt(matcher.group(1)), shards.size()));
    }

    Optional<ShardMap> keyRanges(YamlValue value, Range function) {
        return explicit(value, TokenOrder.SIGNED, text -> RangeNotation.parseKeys(text, function));
    }

    private Optional<ShardMap> explicit(YamlValue value, TokenOrder order, Notation notation) {
        Optional<List<List<YamlValue>>> items = itemsByShard(value);
        if (items.isEmpty()) {
            return Optional.empty();
        }
        List<List<TokenRange>> ranges = new ArrayList<>();
        boolean complete = true;
        for (List<YamlValue> ofShard : items.get()) {
            List<TokenRange> parsed = new ArrayList<>();
            ofShard.forEach(item -> range(item, notation).ifPresent(parsed::add));
            complete &= parsed.size() == ofShard.size();
            ranges.add(parsed);
        }
        return complete ? checked(value.position(), () -> ShardMap.explicit(order, ranges)) : Optional.empty();
    }

    private Optional<TokenRange> range(YamlValue item, Notation notation) {
        Optional<String> text = reading.text(item, "A range in " + what);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(notation.parse(text.get()));
        } catch (RangeNotation.BadRangeException e) {
            reading.problem(item.position(), String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /** What is listed for each shard, by ordinal. */
    private Optional<List<List<YamlValue>>> itemsByShard(YamlValue value) {
        Optional<Mapping> mapping = reading.mapping(value, what);
        List<List<YamlValue>> items = new ArrayList<>();
        shards.forEach(shard -> items.add(new ArrayList<>()));
        mapping.ifPresent(fields -> fields.entries().forEach((shard, entry) -> {
            Integer ordinal = ordinals.get(shard);
            if (ordinal == null) {
                reading.unknown(
                        entry.keyPosition(),
                        "There is no shard " + Problems.quote(shard) + ", named in " + what + ".",
                        shard,
                        shards);
                return;
            }
            items.get(ordinal).addAll(items(entry.value()));
        }));
        boolean known = mapping.isPresent()
                && ordinals.keySet().containsAll(mapping.get().entries().keySet());
        return known ? Optional.of(items) : Optional.empty();
    }

    private static List<YamlValue> items(YamlValue value) {
        return value instanceof Sequence sequence ? sequence.items() : List.of(value);
    }

    Optional<LayoutReader.Layout> lists(YamlValue value, KeyType type, Optional<String> defaultShard) {
        Optional<List<List<YamlValue>>> items = itemsByShard(value);
        if (items.isEmpty()) {
            return Optional.empty();
        }
        Map<KeyValue, Integer> owners = new LinkedHashMap<>();
        boolean complete = true;
        for (int ordinal = 0; ordinal < items.get().size(); ordinal++) {
            for (YamlValue item : items.get().get(ordinal)) {
                complete &= listed(item, type, ordinal, owners);
            }
        }
        if (!complete) {
            return Optional.empty();
        }
        ListFunction function = new ListFunction(type, List.copyOf(owners.keySet()), defaultShard.isPresent());
        int unlisted = defaultShard.map(ordinals::get).orElse(0);
        ShardMap map = ShardMap.ofList(function, shards.size(), owners, unlisted);
        return Optional.of(new LayoutReader.Layout(function, map));
    }

    private boolean listed(YamlValue item, KeyType type, int ordinal, Map<KeyValue, Integer> owners) {
        Optional<String> text = reading.literal(item, "A key in " + what);
        if (text.isEmpty()) {
            return false;
        }
        Optional<KeyValue> key = KeyCanonicalizer.fromLiteral(type, text.get(), ZoneOffset.UTC);
        if (key.isEmpty()) {
            reading.problem(
                    item.position(),
                    Problems.quote(text.get()) + " is not a key of type " + type.label() + " in full form.");
            return false;
        }
        Integer other = owners.putIfAbsent(key.get(), ordinal);
        if (other != null) {
            reading.problem(
                    item.position(),
                    "Key " + Problems.quote(text.get()) + " is already listed for shard '" + shards.get(other) + "'.");
        }
        return other == null;
    }

    private Optional<ShardMap> checked(Position position, Supplier<ShardMap> map) {
        try {
            return Optional.of(map.get());
        } catch (ShardException e) {
            reading.problem(position, what + ": " + e.description());
            return Optional.empty();
        }
    }
}
