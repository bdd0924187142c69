package io.kintsugi.router.planner.ddl;

import java.util.List;

/** What is unique on a sharded table contains the sharding key: each shard can only watch over its own rows. */
final class UniquenessRule {
    private UniquenessRule() {}

    /**
     * @param columns the columns compared for equality; expressions count for nothing
     * @param what the constraint in words, e.g. {@code UNIQUE (email)}
     */
    static void check(Placement table, List<String> columns, String what) {
        String key = table.keyColumn().orElse("");
        if (!table.isSharded() || columns.contains(key)) {
            return;
        }
        throw Refusal.of(
                what + " on the " + table.described() + " does not contain the sharding key \"" + key
                        + "\": rows on different shards could break it unseen.",
                "Add \"" + key
                        + "\" to it, or make the index not unique and keep the values unique in a table sharded by"
                        + " them.");
    }
}
