package io.kintsugi.router.planner.bind;

import io.kintsugi.router.plan.Prelude;
import io.kintsugi.router.plan.ShardId;
import io.kintsugi.router.plan.ShardSql;
import io.kintsugi.topology.Keyspace;
import io.kintsugi.topology.Topology;
import java.util.List;

/** Names shards and gives them the text they run. */
public final class Targets {
    /** How many candidates are offered where any shard will do. */
    public static final int CANDIDATES_MAX = 64;

    private Targets() {}

    public static ShardId id(Keyspace keyspace, int ordinal) {
        return new ShardId(keyspace.name(), keyspace.shards().get(ordinal).name());
    }

    /** Some shards of a keyspace, for what any of them can answer. */
    public static List<ShardId> some(Keyspace keyspace) {
        return keyspace.shards().stream()
                .limit(CANDIDATES_MAX)
                .map(shard -> new ShardId(keyspace.name(), shard.name()))
                .toList();
    }

    /** Some shards of the cluster, for what any of them can answer. */
    public static List<ShardId> some(Topology topology) {
        return topology.keyspaces().values().stream()
                .flatMap(keyspace -> keyspace.shards().stream()
                        .limit(CANDIDATES_MAX)
                        .map(shard -> new ShardId(keyspace.name(), shard.name())))
                .limit(CANDIDATES_MAX)
                .toList();
    }

    /** The text as it is. */
    public static ShardSql verbatim(ShardId shard, BoundText text) {
        return verbatim(shard, text, Prelude.NONE);
    }

    /** The text as it is, behind a prelude. */
    public static ShardSql verbatim(ShardId shard, BoundText text, Prelude prelude) {
        return new ShardSql(shard, text.verbatim(), text.allParameters(), prelude);
    }
}
