package io.kintsugi.node;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import java.sql.Connection;
import java.sql.SQLException;

/** The guard row: what makes a database refuse a client that means another one, or whose map is stale. */
public interface ShardGuard {
    /**
     * Creates the guard row unless it is there; idempotent, safe when several do it at once. GUARD_MISMATCH when the
     * database already belongs to something else. The connection must be in autocommit mode.
     *
     * @return the row as it is now
     */
    GuardRow install(Connection connection, GuardIdentity identity, long epoch) throws SQLException;

    /** Reads the row in one round trip; GUARD_MISSING when there is none. */
    GuardRow read(Connection connection) throws SQLException;

    /** Shuts out clients whose topology is older than {@code version}; never lowers it. */
    void raiseMinTopology(Connection connection, long version) throws SQLException;

    /**
     * Refuses a primary's database that is not the one a client means.
     *
     * @param address for messages: where the client connected to
     */
    static void check(GuardRow row, GuardTarget expected, long topologyVersion, String address) {
        if (!row.identity().equals(expected.identity())) {
            throw new ShardException(
                            ErrorCode.GUARD_MISMATCH,
                            "The database at " + address + " should be " + expected.identity() + ", but is "
                                    + row.identity() + ".")
                    .withRemedy("Check whether the addresses of two nodes are swapped in the topology.");
        }
        checkServing(row, address);
        checkAge(row, expected, topologyVersion, address);
        if (row.inRecovery()) {
            throw new ShardException(
                    ErrorCode.NODE_NOT_PRIMARY,
                    "The server at " + address + " is a replica, but the topology has it as the primary of "
                            + expected.identity() + ".");
        }
    }

    private static void checkServing(GuardRow row, String address) {
        if (row.state() == GuardState.RETIRED) {
            throw new ShardException(
                    ErrorCode.TOPOLOGY_STALE, "The database at " + address + " is retired: its rows live elsewhere.");
        }
    }

    private static void checkAge(GuardRow row, GuardTarget expected, long topologyVersion, String address) {
        if (row.minTopology() > topologyVersion) {
            throw new ShardException(
                    ErrorCode.TOPOLOGY_STALE,
                    "The database at " + address + " asks for topology version " + row.minTopology()
                            + " or newer, this client has " + topologyVersion + ".");
        }
        long epoch = expected.replicas().epoch();
        if (row.epoch() > epoch) {
            throw new ShardException(
                    ErrorCode.TOPOLOGY_STALE,
                    "The database at " + address + " is in epoch " + row.epoch() + ", this client knows " + epoch
                            + ".");
        }
        if (row.epoch() < epoch) {
            throw new ShardException(
                    ErrorCode.GUARD_MISMATCH,
                    "The database at " + address + " is in epoch " + row.epoch() + " and should be in epoch " + epoch
                            + ": it may be an older copy.");
        }
    }
}
