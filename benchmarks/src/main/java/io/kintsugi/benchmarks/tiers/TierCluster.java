package io.kintsugi.benchmarks.tiers;

import io.kintsugi.embedded.PostgresOptions;
import io.kintsugi.embedded.PostgresServer;
import io.kintsugi.jdbc.KintsugiDataSource;
import io.kintsugi.node.ClusterPreparation;
import io.kintsugi.topology.yaml.TopologyYaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Two servers with a shard each; the catalog and the workbench's database beside the first. Without fsync, which is the
 * same for all. Closing it stops the servers and leaves nothing. Confined to one thread.
 */
final class TierCluster implements AutoCloseable {
    static final String WORKBENCH = "workbench";
    static final List<String> SHARDS = List.of("s0", "s1");

    private static final String CATALOG = "catalog";
    private static final int EVENTS = 10_000;

    private final List<PostgresServer> servers;
    private final Path topology;

    private TierCluster(List<PostgresServer> servers, Path topology) {
        this.servers = servers;
        this.topology = topology;
    }

    static TierCluster start() throws IOException, SQLException {
        TierCluster cluster = new TierCluster(
                List.of(server("tiers-0"), server("tiers-1")), Files.createTempFile("kintsugi-tiers", ".yaml"));
        try {
            cluster.create();
            return cluster;
        } catch (IOException | SQLException | RuntimeException failed) {
            cluster.close();
            throw failed;
        }
    }

    private static PostgresServer server(String name) {
        return PostgresServer.started(PostgresOptions.builder()
                .name(name)
                .durable(false)
                .setting("max_connections", "100")
                .setting("shared_buffers", "256MB")
                .setting("autovacuum", "off")
                .setting("jit", "off")
                .build());
    }

    private void create() throws IOException, SQLException {
        servers.get(0).createDatabase(CATALOG);
        servers.get(0).createDatabase(WORKBENCH);
        servers.get(0).createDatabase(SHARDS.get(0));
        servers.get(1).createDatabase(SHARDS.get(1));
        Files.writeString(topology, yaml());
        ClusterPreparation.prepare(TopologyYaml.read(topology), node -> connect(node.database()));
        try (KintsugiDataSource source = kintsugi();
                Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE events (event_id bigint PRIMARY KEY, user_id bigint, region integer,"
                    + " status text, amount numeric(12,2), note text)");
            for (int rows : WorkbenchQuery.SIZES) {
                statement.execute("CREATE TABLE " + WorkbenchQuery.orders(rows)
                        + " (order_id bigint PRIMARY KEY, user_id bigint, amount numeric(12,2), status text)");
                statement.execute("CREATE TABLE " + WorkbenchQuery.users(rows)
                        + " (user_id bigint PRIMARY KEY, name text, region text)");
            }
        }
        for (int shard = 0; shard < SHARDS.size(); shard++) {
            fill(shard);
        }
    }

    private String yaml() {
        StringBuilder yaml = new StringBuilder("cluster: tiers\ndialect: postgresql\nnodes:\n");
        for (String node : List.of(CATALOG, WORKBENCH, SHARDS.get(0), SHARDS.get(1))) {
            yaml.append("  %s: {url: \"postgresql://127.0.0.1:%d/%s\"}%n"
                    .formatted(node, serverOf(node).port(), node));
        }
        yaml.append("catalog: {nodes: [catalog]}\nworkbench: {nodes: [workbench]}\nkeyspaces:\n  main:\n")
                .append("    shards: {s0: {nodes: [s0]}, s1: {nodes: [s1]}}\n    tables:\n")
                .append("      events: {key: event_id}\n");
        for (int rows : WorkbenchQuery.SIZES) {
            yaml.append("      %s: {key: order_id}%n".formatted(WorkbenchQuery.orders(rows)));
            yaml.append("      %s: {key: user_id}%n".formatted(WorkbenchQuery.users(rows)));
        }
        return yaml.toString();
    }

    /** Every other row: no query here asks for one row by its key, and all of them read every shard. */
    private void fill(int shard) throws SQLException {
        try (Connection connection = connect(SHARDS.get(shard));
                Statement statement = connection.createStatement()) {
            String numbers = " AS n WHERE n % 2 = " + shard;
            statement.execute("INSERT INTO events SELECT n, n / 2, n / 2 % 10, 'new', n * 7919 % 100000 / 100.0,"
                    + " 'a note of no great length' FROM generate_series(1, " + EVENTS + ")" + numbers);
            for (int rows : WorkbenchQuery.SIZES) {
                WorkbenchQuery query = new WorkbenchQuery(rows, false);
                statement.execute("INSERT INTO " + WorkbenchQuery.orders(rows) + " SELECT n, n * 7919 % "
                        + query.userCount() + " + 1, n % 10000 / 100.0, 'new' FROM generate_series(1, " + rows + ")"
                        + numbers);
                statement.execute("INSERT INTO " + WorkbenchQuery.users(rows)
                        + " SELECT n, 'user number ' || n, 'region ' || n % 20 FROM generate_series(1, "
                        + query.userCount() + ")" + numbers);
            }
            statement.execute("VACUUM ANALYZE");
        }
    }

    /** As autovacuum would, which is off. */
    void vacuumWorkbench(int rows) throws SQLException {
        try (Connection connection = connect(WORKBENCH);
                Statement statement = connection.createStatement()) {
            statement.execute("VACUUM " + WorkbenchQuery.orders(rows) + ", " + WorkbenchQuery.users(rows));
        }
    }

    private PostgresServer serverOf(String database) {
        return servers.get(database.equals(SHARDS.get(1)) ? 1 : 0);
    }

    /** A database with the native driver. */
    Connection connect(String database) throws SQLException {
        return serverOf(database).connect(database);
    }

    /** A database's address for the native driver. */
    String url(String database) {
        return serverOf(database).jdbcUrl(database);
    }

    List<String> shardUrls() {
        return SHARDS.stream().map(this::url).toList();
    }

    /** The first process of each server. */
    ProcessorTime processes() {
        return new ProcessorTime(servers.stream().map(PostgresServer::pid).toList());
    }

    String engine() throws SQLException {
        return servers.get(0).engine();
    }

    /** Kintsugi over the shards, as it comes. */
    KintsugiDataSource kintsugi() {
        KintsugiDataSource source = new KintsugiDataSource("jdbc:kintsugi:postgresql:file:" + topology);
        source.setUser("postgres");
        return source;
    }

    @Override
    public void close() throws IOException {
        servers.forEach(PostgresServer::close);
        Files.deleteIfExists(topology);
    }
}
