package io.kintsugi.benchmarks.workload;

import io.kintsugi.embedded.PostgresOptions;
import io.kintsugi.embedded.PostgresServer;
import io.kintsugi.jdbc.KintsugiDataSource;
import io.kintsugi.node.ClusterPreparation;
import io.kintsugi.topology.Topology;
import io.kintsugi.topology.yaml.TopologyYaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;

/**
 * Two servers with a shard each, the catalog beside the first, and the rows that all contestants work on. Closing it
 * stops the servers and leaves nothing. Confined to one thread.
 */
public final class TwoShards implements AutoCloseable {
    private static final List<String> NODES = List.of("catalog", "s0", "s1");

    private final List<PostgresServer> servers;
    private final Path folder;
    private final int rows;

    private TwoShards(List<PostgresServer> servers, Path folder, int rows) {
        this.servers = servers;
        this.folder = folder;
        this.rows = rows;
    }

    /** Starts the servers and fills the tables with this many rows, keys from 1. */
    public static TwoShards start(int rows) throws IOException, SQLException {
        TwoShards cluster = new TwoShards(
                List.of(server("bench-0"), server("bench-1")), Files.createTempDirectory("kintsugi-bench"), rows);
        try {
            cluster.create();
            return cluster;
        } catch (IOException | SQLException | RuntimeException failed) {
            cluster.close();
            throw failed;
        }
    }

    /** No fsync: the time of a disk would drown what is measured, and is the same for all. */
    private static PostgresServer server(String name) {
        return PostgresServer.started(PostgresOptions.builder()
                .name(name)
                .durable(false)
                .setting("max_connections", "200")
                .setting("shared_buffers", "256MB")
                .setting("autovacuum", "off")
                .setting("jit", "off")
                .build());
    }

    private void create() throws IOException, SQLException {
        servers.get(0).createDatabase("catalog");
        servers.get(0).createDatabase("s0");
        servers.get(1).createDatabase("s1");
        Path file = topology("");
        Topology topology = TopologyYaml.read(file);
        ClusterPreparation.prepare(
                topology,
                node -> DriverManager.getConnection(
                        "jdbc:postgresql://" + node.address() + "/" + node.database() + "?user=" + Addresses.USER));
        try (KintsugiDataSource source = addresses("").kintsugi();
                Connection connection = source.getConnection()) {
            define(connection);
            fill(connection);
        }
        everywhere("VACUUM ANALYZE");
    }

    private static void define(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String definition : Statements.definitions()) {
                statement.execute(definition);
            }
        }
    }

    private void fill(Connection connection) throws SQLException {
        try (PreparedStatement insert = Statements.insertionIntoOrders(connection)) {
            for (long first = 1; first <= rows; first += Workload.BATCH_ROWS) {
                Statements.batch(insert, first);
            }
        }
    }

    /** Empties what the inserts fill. */
    public void forgetInserted() throws SQLException {
        everywhere("TRUNCATE orders_written");
    }

    private void everywhere(String sql) throws SQLException {
        for (int shard = 0; shard < 2; shard++) {
            try (Connection connection = DriverManager.getConnection(url(shard, ""));
                    Statement statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }
    }

    /** Rows that are there, keys from 1 on. */
    public int rows() {
        return rows;
    }

    /** The servers themselves, for peers that bring databases of their own. */
    public PostgresServer server(int shard) {
        return servers.get(shard);
    }

    /** The native driver's URL of a shard. */
    public String url(int shard, String parameters) {
        String url = servers.get(shard).jdbcUrl("s" + shard);
        return parameters.isEmpty() ? url : url + "&" + parameters;
    }

    /** Where the contestants find the rows. */
    public Addresses addresses(String parameters) throws IOException {
        return new Addresses(List.of(url(0, parameters), url(1, parameters)), topology(parameters), rows);
    }

    private Path topology(String parameters) throws IOException {
        StringBuilder yaml = new StringBuilder("cluster: bench\ndialect: postgresql\nnodes:\n");
        for (int node = 0; node < NODES.size(); node++) {
            PostgresServer server = servers.get(node / 2);
            String suffix = node == 0 || parameters.isEmpty() ? "" : "?" + parameters;
            yaml.append("  %s: {url: \"postgresql://127.0.0.1:%d/%s%s\"}%n"
                    .formatted(NODES.get(node), server.port(), NODES.get(node), suffix));
        }
        yaml.append("""
                catalog: {nodes: [catalog]}
                keyspaces:
                  main:
                    shards: {s0: {nodes: [s0]}, s1: {nodes: [s1]}}
                    tables: {orders: {key: order_id}, orders_written: {key: order_id}}
                """);
        return Files.writeString(Files.createTempFile(folder, "cluster", ".yaml"), yaml);
    }

    /** Where files of this cluster may be put. */
    public Path folder() {
        return folder;
    }

    @Override
    public void close() throws IOException {
        servers.forEach(PostgresServer::close);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
