package io.kintsugi.router.plan;

import java.util.Objects;

/** Names one shard of one keyspace, or the catalog ({@link #CATALOG}). */
public record ShardId(String keyspace, String shard) {
    /** The catalog keyspace: holds the DDL of every logical table and answers catalog queries. */
    public static final ShardId CATALOG = new ShardId("catalog", "catalog");

    public ShardId {
        Objects.requireNonNull(keyspace, "keyspace");
        Objects.requireNonNull(shard, "shard");
    }

    @Override
    public String toString() {
        return this.equals(CATALOG) ? "catalog" : keyspace + "/" + shard;
    }
}
