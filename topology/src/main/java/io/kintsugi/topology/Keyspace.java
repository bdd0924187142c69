package io.kintsugi.topology;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tables that share one shard layout. Shards are ordered: a shard's ordinal is its index in {@code shards}. */
public record Keyspace(
        String name,
        List<Shard> shards,
        ShardingFunction function,
        ShardMap shardMap,
        Map<String, TableDefinition> tables,
        boolean isDefault,
        Map<String, FunctionRule> functions) {
    public Keyspace {
        requireNonNull(name, "name");
        requireNonNull(function, "function");
        requireNonNull(shardMap, "shardMap");
        shards = List.copyOf(shards);
        tables = Collections.unmodifiableMap(new LinkedHashMap<>(tables));
        functions = Collections.unmodifiableMap(new LinkedHashMap<>(functions));
        requireShards(name, shards, shardMap);
        if (isDefault && shards.size() > 1) {
            throw TopologyErrors.invalid(
                    "Keyspace '" + name + "' has " + shards.size() + " shards: the default keyspace must have one.");
        }
    }

    private static void requireShards(String name, List<Shard> shards, ShardMap map) {
        if (shards.isEmpty()) {
            throw TopologyErrors.invalid("Keyspace '" + name + "' has no shard.");
        }
        if (map.shardCount() != shards.size()) {
            throw TopologyErrors.invalid("Keyspace '" + name + "' lists " + shards.size()
                    + " shards, but its ranges name " + map.shardCount() + ".");
        }
        Set<String> names = new HashSet<>();
        for (Shard shard : shards) {
            if (!names.add(shard.name())) {
                throw TopologyErrors.invalid("Keyspace '" + name + "' has two shards named '" + shard.name() + "'.");
            }
        }
    }

    /** More than one shard, or tables that could be spread over several once there are more. */
    public boolean isSharded() {
        return shards.size() > 1 || tables.values().stream().anyMatch(TableDefinition::isSharded);
    }

    /** The ordinal of the shard that owns rows with this key. */
    public int shardOf(KeyValue key) {
        return shardMap.shardOf(function.token(key));
    }
}
