package io.kintsugi.node;

import java.util.Objects;

/**
 * The guard row of a shard database.
 *
 * @param incarnation random, given once; a restored copy of the database keeps it, a new database has another
 * @param epoch grows at each new primary
 * @param minTopology clients with an older topology must stay away
 * @param inRecovery not part of the row: whether the server that answered is a replica
 */
public record GuardRow(
        GuardIdentity identity,
        String incarnation,
        long epoch,
        long minTopology,
        GuardState state,
        boolean inRecovery) {
    public GuardRow {
        Objects.requireNonNull(identity, "identity");
        Objects.requireNonNull(incarnation, "incarnation");
        Objects.requireNonNull(state, "state");
    }
}
