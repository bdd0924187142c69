package io.kintsugi.router.planner.ddl;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.router.plan.ShardId;
import io.kintsugi.topology.Keyspace;
import io.kintsugi.topology.Topology;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Finds tables in a topology. Immutable. */
final class Placements {
    private final Topology topology;

    Placements(Topology topology) {
        this.topology = topology;
    }

    /** Where the table of that folded name lies; UNKNOWN_TABLE where no keyspace takes it. */
    Placement require(String table) {
        return find(table).orElseThrow(() -> unknown(table, "<column>"));
    }

    Optional<Placement> find(String table) {
        Optional<Placement> listed =
                topology.table(table).map(location -> Placement.listed(location.keyspace(), location.table()));
        return listed.isPresent()
                ? listed
                : topology.defaultKeyspace().map(keyspace -> Placement.unlisted(table, keyspace));
    }

    /** The refusal for a table that no keyspace takes, with the line that would list it. */
    ShardException unknown(String table, String keyColumn) {
        String keyspace = shardedKeyspace().map(Keyspace::name).orElse("<name>");
        return new ShardException(
                        ErrorCode.UNKNOWN_TABLE,
                        "Table \"" + table + "\" belongs to no keyspace: the topology does not list it, and there is no"
                                + " default keyspace.")
                .withRemedy("Add it to the topology: under keyspaces." + keyspace + ".tables the line `" + table
                        + ": {key: "
                        + keyColumn + "}` (or `" + table
                        + ": {reference: true}` for a small table kept on every shard),"
                        + " or mark an unsharded keyspace with `default: true`.");
    }

    private Optional<Keyspace> shardedKeyspace() {
        Collection<Keyspace> keyspaces = topology.keyspaces().values();
        return keyspaces.stream()
                .filter(keyspace -> keyspace.shards().size() > 1)
                .findFirst()
                .or(() -> keyspaces.stream().findFirst());
    }

    /** True when all data is on one shard, so that a definition means there what it means in one database. */
    boolean isOneShard() {
        return allShards().size() == 1;
    }

    boolean isOneKeyspace() {
        return topology.keyspaces().size() == 1;
    }

    /** Every shard of every keyspace, in written order. */
    List<ShardId> allShards() {
        return topology.keyspaces().values().stream()
                .flatMap(keyspace -> Placement.shardsOf(keyspace).stream())
                .toList();
    }

    Collection<Keyspace> keyspaces() {
        return topology.keyspaces().values();
    }
}
