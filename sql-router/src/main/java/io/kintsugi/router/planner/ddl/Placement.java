package io.kintsugi.router.planner.ddl;

import io.kintsugi.router.plan.ShardId;
import io.kintsugi.topology.IdGenerator;
import io.kintsugi.topology.Keyspace;
import io.kintsugi.topology.Shard;
import io.kintsugi.topology.TableDefinition;
import io.kintsugi.topology.TableDistribution;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a table lies, or would lie once it is created.
 *
 * @param listed whether the topology names the table; otherwise it lies in the default keyspace
 */
record Placement(
        String table,
        Keyspace keyspace,
        TableDistribution distribution,
        Map<String, IdGenerator> generate,
        boolean listed) {
    Placement {
        Objects.requireNonNull(table, "table");
        Objects.requireNonNull(keyspace, "keyspace");
        Objects.requireNonNull(distribution, "distribution");
        generate = Map.copyOf(generate);
    }

    static Placement listed(Keyspace keyspace, TableDefinition table) {
        return new Placement(table.name(), keyspace, table.distribution(), table.generate(), true);
    }

    static Placement unlisted(String table, Keyspace keyspace) {
        return new Placement(table, keyspace, new TableDistribution.Unsharded(), Map.of(), false);
    }

    /** The sharding key's column; empty for tables that have none. */
    Optional<String> keyColumn() {
        return distribution instanceof TableDistribution.Sharded sharded
                ? Optional.of(sharded.keyColumn())
                : Optional.empty();
    }

    boolean isSharded() {
        return distribution instanceof TableDistribution.Sharded;
    }

    boolean isReference() {
        return distribution instanceof TableDistribution.Reference;
    }

    /** More than one copy or part, now or after a later split. */
    boolean isSpread() {
        return isSharded() || isReference();
    }

    boolean generates(String column) {
        return generate.containsKey(column);
    }

    boolean sameKeyspace(Placement other) {
        return keyspace.name().equals(other.keyspace.name());
    }

    List<ShardId> shards() {
        return shardsOf(keyspace);
    }

    static List<ShardId> shardsOf(Keyspace keyspace) {
        return keyspace.shards().stream()
                .map(Shard::name)
                .map(shard -> new ShardId(keyspace.name(), shard))
                .toList();
    }

    /** {@code sharded table "orders" (keyspace "shop")}. */
    String described() {
        String kind = isSharded() ? "sharded" : isReference() ? "reference" : "unsharded";
        return kind + " table \"" + table + "\" (keyspace \"" + keyspace.name() + "\")";
    }
}
