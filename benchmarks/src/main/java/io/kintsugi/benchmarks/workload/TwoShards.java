package io.kintsugi.benchmarks.workload;

import io.kintsugi.embedded.DatabaseServer;
import io.kintsugi.jdbc.KintsugiDataSource;
import io.kintsugi.node.ClusterPreparation;
import io.kintsugi.topology.Topology;
import io.kintsugi.topology.yaml.TopologyYaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Two servers with a shard each, the catalog beside the first, and the rows that all contestants work on. Closing it
 * stops the servers and leaves nothing. Confined to one thread.
 */
public final class TwoShards implements AutoCloseable {
    private static final List<String> NODES = List.of("catalog", "s0", "s1");

    private final Engine engine;
    private final List<DatabaseServer> servers;
    private final Path folder;
    private final int rows;

    private TwoShards(Engine engine, List<DatabaseServer> servers, Path folder, int rows) {
        this.engine = engine;
        this.servers = servers;
        this.folder = folder;
        this.rows = rows;
    }

    /** On PostgreSQL. */
    public static TwoShards start(int rows) throws IOException, SQLException {
        return start(Engine.POSTGRESQL, rows);
    }

    /** Starts the servers and fills the tables with this many rows, keys from 1. */
    public static TwoShards start(Engine engine, int rows) throws IOException, SQLException {
        TwoShards cluster = new TwoShards(
                engine,
                List.of(engine.start("bench-0"), engine.start("bench-1")),
                Files.createTempDirectory("kintsugi-bench"),
                rows);
        try {
            cluster.create();
            return cluster;
        } catch (IOException | SQLException | RuntimeException failed) {
            cluster.close();
            throw failed;
        }
    }

    private void create() throws IOException, SQLException {
        servers.get(0).createDatabase("catalog");
        servers.get(0).createDatabase("s0");
        servers.get(1).createDatabase("s1");
        Path file = topology("");
        Topology topology = TopologyYaml.read(file);
        ClusterPreparation.prepare(
                topology,
                node -> servers.get(NODES.indexOf(node.database()) / 2).connect(node.database()));
        try (KintsugiDataSource source = addresses("").kintsugi();
                Connection connection = source.getConnection()) {
            define(connection);
            fill(connection);
        }
        for (String text : engine.maintenance()) {
            everywhere(text);
        }
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
            try (Connection connection = servers.get(shard).connect("s" + shard);
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
    public DatabaseServer server(int shard) {
        return servers.get(shard);
    }

    /** What the servers are. */
    public Engine engine() {
        return engine;
    }

    /** Where a database is, for the native driver: what follows {@code jdbc:postgresql://} or the like. */
    private String place(int server, String database, String parameters) {
        String all = Stream.of(engine.parameters(), parameters)
                .filter(some -> !some.isEmpty())
                .collect(Collectors.joining("&"));
        return "127.0.0.1:" + servers.get(server).port() + "/" + database + (all.isEmpty() ? "" : "?" + all);
    }

    private String url(int shard, String parameters) {
        String place = "jdbc:" + engine.word() + "://" + place(shard, "s" + shard, parameters);
        return place + (place.contains("?") ? "&" : "?") + "user=" + engine.user();
    }

    /** Where the contestants find the rows. */
    public Addresses addresses(String parameters) throws IOException {
        return new Addresses(engine, List.of(url(0, parameters), url(1, parameters)), topology(parameters), rows);
    }

    private Path topology(String parameters) throws IOException {
        StringBuilder yaml = new StringBuilder("cluster: bench\ndialect: " + engine.word() + "\nnodes:\n");
        for (int node = 0; node < NODES.size(); node++) {
            String name = NODES.get(node);
            String place = place(node / 2, name, node == 0 ? "" : parameters);
            yaml.append("  %s: {url: \"%s://%s\"}%n".formatted(name, engine.word(), place));
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
        servers.forEach(DatabaseServer::close);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
