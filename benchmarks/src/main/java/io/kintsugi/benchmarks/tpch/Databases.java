package io.kintsugi.benchmarks.tpch;

import static java.util.Objects.requireNonNull;

import io.kintsugi.embedded.PostgresOptions;
import io.kintsugi.embedded.PostgresServer;
import io.kintsugi.jdbc.KintsugiDataSource;
import io.kintsugi.node.ClusterPreparation;
import io.kintsugi.testkit.tpch.TpchLayout;
import io.kintsugi.testkit.tpch.TpchRows;
import io.kintsugi.topology.KeyValue;
import io.kintsugi.topology.Keyspace;
import io.kintsugi.topology.Topology;
import io.kintsugi.topology.yaml.TopologyYaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;

/**
 * Two servers with the same rows three times: whole in one database, over two shards of Kintsugi's, and over two of a
 * peer's, which spreads keys in its own way. Closing it stops the servers and leaves nothing. Confined to one thread.
 */
final class Databases implements AutoCloseable {
    static final TpchLayout LAYOUT = TpchLayout.CO_LOCATED;
    static final int SHARDS = 2;

    private static final String PLAIN = "plain";
    private static final String CATALOG = "catalog";

    private final List<PostgresServer> servers;
    private final Path folder;

    private Databases(List<PostgresServer> servers, Path folder) {
        this.servers = servers;
        this.folder = folder;
    }

    static Databases start(double scale) throws IOException, SQLException {
        Databases databases =
                new Databases(List.of(server("tpch-0"), server("tpch-1")), Files.createTempDirectory("kintsugi-tpch"));
        try {
            databases.fill(new TpchRows(scale));
            return databases;
        } catch (IOException | SQLException | RuntimeException failed) {
            databases.close();
            throw failed;
        }
    }

    /** Without fsync, which is the same for all. */
    private static PostgresServer server(String name) {
        return PostgresServer.started(PostgresOptions.builder()
                .name(name)
                .durable(false)
                .setting("max_connections", "200")
                .setting("shared_buffers", "256MB")
                .setting("jit", "off")
                .build());
    }

    private void fill(TpchRows rows) throws IOException, SQLException {
        servers.get(0).createDatabase(PLAIN);
        servers.get(0).createDatabase(CATALOG);
        for (int shard = 0; shard < SHARDS; shard++) {
            servers.get(shard).createDatabase("s" + shard);
            servers.get(shard).createDatabase(peer(shard));
        }
        try (Connection connection = plain()) {
            execute(connection, LAYOUT.definitions());
            rows.into(connection);
            execute(connection, List.of("ANALYZE"));
        }
        fillKintsugi(rows);
        fillPeer(rows);
    }

    private void fillKintsugi(TpchRows rows) throws IOException, SQLException {
        Topology topology = TopologyYaml.read(topology());
        ClusterPreparation.prepare(topology, node -> node(node.database()));
        try (KintsugiDataSource source = kintsugi();
                Connection connection = source.getConnection()) {
            execute(connection, LAYOUT.definitions());
        }
        Keyspace keyspace = requireNonNull(topology.keyspaces().get("main"), "main");
        try (Connection first = node("s0");
                Connection second = node("s1")) {
            rows.into(List.of(first, second), LAYOUT, key -> keyspace.shardOf(KeyValue.ofLong(key)));
            execute(first, List.of("ANALYZE"));
            execute(second, List.of("ANALYZE"));
        }
    }

    private void fillPeer(TpchRows rows) throws SQLException {
        try (Connection first = servers.get(0).connect(peer(0));
                Connection second = servers.get(1).connect(peer(1))) {
            for (Connection shard : List.of(first, second)) {
                execute(shard, LAYOUT.definitions());
            }
            rows.into(List.of(first, second), LAYOUT, key -> (int) (key % SHARDS));
            execute(first, List.of("ANALYZE"));
            execute(second, List.of("ANALYZE"));
        }
    }

    private static String peer(int shard) {
        return "peer" + shard;
    }

    private static void execute(Connection connection, List<String> texts) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String text : texts) {
                statement.execute(text);
            }
        }
    }

    private Connection node(String database) throws SQLException {
        return servers.get(database.equals("s1") ? 1 : 0).connect(database);
    }

    /** The one database that has everything. */
    Connection plain() throws SQLException {
        return node(PLAIN);
    }

    /** Kintsugi over its two shards, as it comes. */
    KintsugiDataSource kintsugi() throws IOException {
        KintsugiDataSource source = new KintsugiDataSource("jdbc:kintsugi:postgresql:file:" + topology());
        source.setUser("postgres");
        return source;
    }

    private Path topology() throws IOException {
        StringBuilder yaml = new StringBuilder("cluster: tpch\ndialect: postgresql\nnodes:\n");
        for (String node : List.of(CATALOG, "s0", "s1")) {
            int port = servers.get(node.equals("s1") ? 1 : 0).port();
            yaml.append("  %s: {url: \"postgresql://127.0.0.1:%d/%s\"}%n".formatted(node, port, node));
        }
        yaml.append("catalog: {nodes: [catalog]}\nkeyspaces:\n")
                .append(LAYOUT.layout().keyspaces(SHARDS).indent(2));
        return Files.writeString(folder.resolve("cluster.yaml"), yaml);
    }

    /** The native driver's address of a peer's shard. */
    String peerUrl(int shard) {
        return servers.get(shard).jdbcUrl(peer(shard));
    }

    /** Where files may be put. */
    Path folder() {
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
