package io.kintsugi.manager.health;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * The whole cluster at one moment.
 *
 * @param headline the answer to "is all well?" in one sentence
 * @param shards in the order of the topology, the catalog last unless a shard is the catalog
 */
public record ClusterHealth(Condition condition, String headline, List<ShardHealth> shards) {
    public ClusterHealth {
        requireNonNull(condition, "condition");
        requireNonNull(headline, "headline");
        shards = List.copyOf(shards);
    }
}
