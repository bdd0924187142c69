package io.kintsugi.node;

import io.kintsugi.topology.Node;
import io.kintsugi.topology.ReplicaSet;
import io.kintsugi.topology.Topology;
import java.sql.Connection;
import java.sql.SQLException;

/** Prepares every primary of a cluster: guard rows everywhere, Kintsugi's own tables in the catalog. Idempotent. */
public final class ClusterPreparation {
    private ClusterPreparation() {}

    /** Opens a connection in autocommit mode, as a user that may create a schema. */
    @FunctionalInterface
    public interface NodeConnections {
        Connection open(Node node) throws SQLException;
    }

    /** GUARD_MISMATCH when a database already belongs to something else; what was done before stays. */
    public static void prepare(Topology topology, NodeConnections connections) throws SQLException {
        NodeAccess access = NodeAccess.of(topology.dialect());
        for (GuardTarget target : GuardIdentity.targets(topology)) {
            ReplicaSet replicas = target.replicas();
            try (Connection connection = connections.open(topology.node(replicas.primary()))) {
                access.guard().install(connection, target.identity(), replicas.epoch());
                if (replicas.primary().equals(topology.catalog().primary())) {
                    access.catalogTables().install(connection);
                }
            }
        }
    }
}
