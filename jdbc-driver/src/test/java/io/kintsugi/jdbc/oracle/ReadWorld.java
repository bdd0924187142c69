package io.kintsugi.jdbc.oracle;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The common schema with the same rows on one plain database and on clusters of some layouts. */
final class ReadWorld {
    private final DialectWorld dialect;
    private final String plainDatabase;
    private final Map<KeyspaceLayout, OracleCluster> clusters = new LinkedHashMap<>();

    private ReadWorld(DialectWorld dialect) {
        this.dialect = dialect;
        this.plainDatabase = dialect.server().newDatabase();
    }

    static ReadWorld create(DialectWorld dialect, long seed, List<KeyspaceLayout> layouts) throws SQLException {
        ReadWorld world = new ReadWorld(dialect);
        try (Connection plain = dialect.server().connectPlainly(world.plainDatabase)) {
            OracleCluster.run(plain, dialect.definitions());
            OracleCluster.run(plain, dialect.rows(seed));
        }
        for (KeyspaceLayout layout : layouts) {
            String keyspaces = layout.keyspaces(dialect.speech().schema());
            OracleCluster cluster = OracleCluster.create(dialect.server(), layout.shards(), keyspaces);
            try (Connection connection = cluster.connect()) {
                OracleCluster.run(connection, dialect.definitions());
                OracleCluster.run(connection, List.of("SET kintsugi.transaction_mode = 'best-effort'"));
                OracleCluster.run(connection, dialect.rows(seed));
            }
            world.clusters.put(layout, cluster);
        }
        return world;
    }

    /** New sessions of all, those of the clusters by this driver. */
    ReadSessions connect(Driver driver) throws SQLException {
        Map<KeyspaceLayout, Connection> sessions = new LinkedHashMap<>();
        for (Map.Entry<KeyspaceLayout, OracleCluster> cluster : clusters.entrySet()) {
            Connection connection = cluster.getValue().connectBy(driver);
            OracleCluster.run(connection, List.of("SET kintsugi.transaction_mode = 'best-effort'"));
            sessions.put(cluster.getKey(), connection);
        }
        return new ReadSessions(dialect, dialect.server().connectPlainly(plainDatabase), sessions);
    }
}
