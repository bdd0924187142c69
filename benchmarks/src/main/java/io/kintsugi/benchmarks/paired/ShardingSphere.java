package io.kintsugi.benchmarks.paired;

import io.kintsugi.benchmarks.workload.Contestant;
import io.kintsugi.benchmarks.workload.Engine;
import io.kintsugi.benchmarks.workload.Statements;
import io.kintsugi.benchmarks.workload.ThroughDataSource;
import io.kintsugi.benchmarks.workload.TwoShards;
import io.kintsugi.benchmarks.workload.Workload;
import io.kintsugi.embedded.DatabaseServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** ShardingSphere-JDBC over databases of its own on the same two servers. */
final class ShardingSphere {
    private ShardingSphere() {}

    /**
     * With the same tables and rows, sharded by the key modulo 2.
     *
     * @param jars the folder of its jars
     */
    static Contestant start(Path jars, TwoShards cluster) throws IOException, SQLException {
        for (int shard = 0; shard < 2; shard++) {
            define(cluster.server(shard), shard);
        }
        Path file = Files.writeString(cluster.folder().resolve("shardingsphere.yaml"), yaml(cluster));
        PeerJars peer = PeerJars.in(jars);
        ClassLoader loader = peer.loader();
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(loader);
        try {
            return new LoadedApart(filled(peer.create(file.toFile()), cluster), loader);
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    private static Contestant filled(DataSource source, TwoShards cluster) throws SQLException {
        try (Connection connection = source.getConnection();
                PreparedStatement insert = Statements.insertionIntoOrders(connection)) {
            for (long first = 1; first <= cluster.rows(); first += Workload.BATCH_ROWS) {
                Statements.batch(insert, first);
            }
        }
        for (int shard = 0; shard < 2; shard++) {
            execute(
                    cluster.server(shard),
                    "peer" + shard,
                    renamed(cluster.engine().maintenance(), shard));
        }
        return new ThroughDataSource("ShardingSphere-JDBC 5.5.2", source);
    }

    /** Tables that it spreads by itself have their number behind their name. */
    private static void define(DatabaseServer server, int shard) throws SQLException {
        server.createDatabase("peer" + shard);
        List<String> texts = new ArrayList<>(Statements.definitions());
        texts.add("ALTER TABLE orders RENAME TO orders_" + shard);
        texts.add("ALTER TABLE orders_written RENAME TO orders_written_" + shard);
        execute(server, "peer" + shard, texts);
    }

    private static List<String> renamed(List<String> texts, int shard) {
        return texts.stream()
                .map(text -> text.replaceFirst("orders$", "orders_" + shard))
                .toList();
    }

    private static void execute(DatabaseServer server, String database, List<String> texts) throws SQLException {
        try (Connection connection = server.connect(database);
                Statement statement = connection.createStatement()) {
            for (String text : texts) {
                statement.execute(text);
            }
        }
    }

    private static String driver(Engine engine) {
        return switch (engine) {
            case POSTGRESQL -> "org.postgresql.Driver";
            case MYSQL -> "com.mysql.cj.jdbc.Driver";
        };
    }

    private static String yaml(TwoShards cluster) {
        StringBuilder yaml = new StringBuilder("""
                mode: {type: Standalone, repository: {type: JDBC}}
                dataSources:
                """);
        for (int shard = 0; shard < 2; shard++) {
            yaml.append("""
                      ds_%d:
                        dataSourceClassName: com.zaxxer.hikari.HikariDataSource
                        driverClassName: %s
                        jdbcUrl: jdbc:%s://127.0.0.1:%d/peer%d?%s
                        username: %s
                        password: ""
                        maxPoolSize: 10
                        minPoolSize: 0
                    """.indent(0).formatted(
                    shard,
                    driver(cluster.engine()),
                    cluster.engine().word(),
                    cluster.server(shard).port(),
                    shard,
                    cluster.engine().parameters(),
                    cluster.engine().user()));
        }
        return yaml.append("""
                rules:
                - !SHARDING
                  autoTables:
                    orders:
                      actualDataSources: ds_0,ds_1
                      shardingStrategy: {standard: {shardingColumn: order_id, shardingAlgorithmName: by_id}}
                    orders_written:
                      actualDataSources: ds_0,ds_1
                      shardingStrategy: {standard: {shardingColumn: order_id, shardingAlgorithmName: by_id}}
                  shardingAlgorithms:
                    by_id: {type: MOD, props: {sharding-count: 2}}
                """).toString();
    }
}
