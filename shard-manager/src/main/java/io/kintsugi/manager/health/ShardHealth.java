package io.kintsugi.manager.health;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** A shard, or the catalog, and its nodes, the primary first. */
public record ShardHealth(
        String keyspace, String shard, int sync, Condition condition, String summary, List<NodeHealth> nodes) {
    /** What stands for keyspace and shard where the replica set is the catalog. */
    public static final String CATALOG = "catalog";

    public ShardHealth {
        requireNonNull(keyspace, "keyspace");
        requireNonNull(shard, "shard");
        requireNonNull(condition, "condition");
        requireNonNull(summary, "summary");
        nodes = List.copyOf(nodes);
    }
}
