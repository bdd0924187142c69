package io.kintsugi.jdbc.oracle;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The common schema with the same rows on one plain database and on clusters of some numbers of shards. */
final class ReadWorld {
    private final SharedServer server;
    private final String plainDatabase;
    private final List<OracleCluster> clusters;

    private ReadWorld(SharedServer server, String plainDatabase, List<OracleCluster> clusters) {
        this.server = server;
        this.plainDatabase = plainDatabase;
        this.clusters = clusters;
    }

    static ReadWorld create(SharedServer server, long seed, List<Integer> shards) throws SQLException {
        ReadWorld world = new ReadWorld(server, server.newDatabase(), new ArrayList<>());
        try (Connection plain = server.connectPlainly(world.plainDatabase)) {
            OracleCluster.run(plain, OracleSchema.definitions());
            OracleCluster.run(plain, OracleSchema.rows(seed));
        }
        for (int number : shards) {
            OracleCluster cluster = OracleCluster.create(server, number, OracleSchema.keyspaces(number));
            try (Connection connection = cluster.connect()) {
                OracleCluster.run(connection, OracleSchema.definitions());
                OracleCluster.run(connection, List.of("SET kintsugi.transaction_mode = 'best-effort'"));
                OracleCluster.run(connection, OracleSchema.rows(seed));
            }
            world.clusters.add(cluster);
        }
        return world;
    }

    /** New sessions of all, those of the clusters by this driver. */
    ReadSessions connect(Driver driver) throws SQLException {
        Map<OracleCluster, Connection> sessions = new LinkedHashMap<>();
        for (OracleCluster cluster : clusters) {
            Connection connection = cluster.connectBy(driver);
            OracleCluster.run(connection, List.of("SET kintsugi.transaction_mode = 'best-effort'"));
            sessions.put(cluster, connection);
        }
        return new ReadSessions(server.connectPlainly(plainDatabase), sessions);
    }
}
