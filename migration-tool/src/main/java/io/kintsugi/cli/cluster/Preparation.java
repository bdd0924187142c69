package io.kintsugi.cli.cluster;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.node.GuardIdentity;
import io.kintsugi.node.GuardRow;
import io.kintsugi.node.GuardTarget;
import io.kintsugi.node.NodeAccess;
import io.kintsugi.topology.Topology;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts Kintsugi's own schema into every primary of a cluster: guard rows everywhere, journal and ids in the catalog.
 */
public final class Preparation {
    private final Topology topology;
    private final NodeConnections connections;
    private final NodeAccess access;

    public Preparation(Topology topology, NodeConnections connections) {
        this.topology = topology;
        this.connections = connections;
        this.access = NodeAccess.of(topology.dialect());
    }

    /**
     * One primary and what was done there.
     *
     * @param shard {@code keyspace/shard} or {@code catalog}
     * @param wasPrepared whether a guard row was there before
     */
    public record Step(String shard, String node, String address, boolean isCatalog, boolean wasPrepared) {}

    /** Idempotent. GUARD_MISMATCH when a database belongs to something else; what was done before stays. */
    public List<Step> run() throws SQLException {
        List<Step> steps = new ArrayList<>();
        for (GuardTarget target : GuardIdentity.targets(topology)) {
            steps.add(prepare(target));
        }
        return steps;
    }

    private Step prepare(GuardTarget target) throws SQLException {
        String node = target.replicas().primary();
        boolean catalog = node.equals(topology.catalog().primary());
        try (Connection connection = connections.open(node)) {
            boolean before = isPrepared(connection);
            GuardRow row = access.guard()
                    .install(connection, target.identity(), target.replicas().epoch());
            if (catalog) {
                access.catalogTables().install(connection);
            }
            String address = topology.node(node).address();
            return new Step(row.identity().shard(), node, address, catalog, before);
        }
    }

    private boolean isPrepared(Connection connection) throws SQLException {
        try {
            access.guard().read(connection);
            return true;
        } catch (ShardException failure) {
            if (failure.code() == ErrorCode.GUARD_MISSING) {
                return false;
            }
            throw failure;
        }
    }
}
