package io.kintsugi.router.planner.ddl;

import io.kintsugi.router.plan.ShardId;
import java.util.ArrayList;
import java.util.List;

/** Where a definition runs beside the catalog, and why. */
record Target(List<ShardId> shards, List<String> reasons) {
    Target {
        shards = List.copyOf(shards);
        reasons = List.copyOf(reasons);
    }

    static Target of(Placement placement) {
        String reason = placement.isSpread()
                ? "The " + placement.described() + " has its definition on every shard of the keyspace."
                : "The " + placement.described() + " lies on one shard.";
        return new Target(placement.shards(), List.of(reason));
    }

    Target because(List<String> more) {
        List<String> all = new ArrayList<>(reasons);
        all.addAll(more);
        return new Target(shards, all);
    }
}
