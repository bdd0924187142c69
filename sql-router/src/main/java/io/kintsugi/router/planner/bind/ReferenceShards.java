package io.kintsugi.router.planner.bind;

import static java.util.Objects.requireNonNull;

import io.kintsugi.router.ParameterValues;
import io.kintsugi.topology.KeyRule;
import io.kintsugi.topology.Keyspace;
import java.util.List;

/**
 * One reference to a sharded table with everything that is known of its key.
 *
 * @param name as written in messages: table, and alias where there is one
 * @param conditions all of them hold for every row that matters
 */
public record ReferenceShards(
        String name, String keyColumn, KeyRule keyRule, Keyspace keyspace, List<KeyCondition> conditions, int token) {
    public ReferenceShards {
        requireNonNull(name, "name");
        requireNonNull(keyColumn, "keyColumn");
        requireNonNull(keyRule, "keyRule");
        requireNonNull(keyspace, "keyspace");
        conditions = List.copyOf(conditions);
    }

    /** The shards that can hold rows of this reference which matter. */
    public ShardSet shards(BoundText text, ParameterValues parameters) {
        ShardSet set = ShardSet.ALL;
        for (KeyCondition condition : conditions) {
            set = set.intersect(condition.shards(text, parameters, keyRule, keyspace));
        }
        return set;
    }
}
