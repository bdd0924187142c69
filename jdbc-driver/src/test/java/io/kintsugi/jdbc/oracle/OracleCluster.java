package io.kintsugi.jdbc.oracle;

import static java.util.Objects.requireNonNull;

import io.kintsugi.node.ClusterPreparation;
import io.kintsugi.testkit.oracle.ShardedDatabase;
import io.kintsugi.topology.Topology;
import io.kintsugi.topology.yaml.TopologyYaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** A cluster of a number of shards, one unsharded keyspace and a catalog, each a database of its own on one server. */
final class OracleCluster implements ShardedDatabase {
    private final SharedServer server;
    private final Map<String, String> databases;
    private final Path file;
    private final Topology topology;
    private final int shards;

    private OracleCluster(SharedServer server, int shards, Map<String, String> databases, Path file) {
        this.server = server;
        this.shards = shards;
        this.databases = databases;
        this.file = file;
        this.topology = TopologyYaml.read(file);
    }

    /** @param keyspaces the YAML below {@code keyspaces:} */
    static OracleCluster create(int shards, String keyspaces) throws SQLException {
        return create(new PostgresDatabases(), shards, keyspaces);
    }

    static OracleCluster create(SharedServer server, int shards, String keyspaces) throws SQLException {
        Map<String, String> databases = new LinkedHashMap<>();
        databases.put("catalog", server.newDatabase());
        databases.put("flat", server.newDatabase());
        for (int shard = 0; shard < shards; shard++) {
            databases.put("s" + shard, server.newDatabase());
        }
        OracleCluster cluster = new OracleCluster(server, shards, databases, write(server, databases, keyspaces));
        ClusterPreparation.prepare(cluster.topology, node -> server.connectPlainly(node.database()));
        return cluster;
    }

    private static Path write(SharedServer server, Map<String, String> databases, String keyspaces) {
        StringBuilder yaml = new StringBuilder("cluster: oracle\ndialect: ")
                .append(server.dialect().word())
                .append("\nnodes:\n");
        databases.forEach((node, database) -> yaml.append("  ")
                .append(node)
                .append(": {url: \"")
                .append(server.nodeUrl(database))
                .append("\"}\n"));
        yaml.append("catalog: {nodes: [catalog]}\nkeyspaces:\n").append(keyspaces.indent(2));
        try {
            Path file = Files.createTempFile("oracle", ".yaml");
            file.toFile().deleteOnExit();
            return Files.writeString(file, yaml);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    Topology topology() {
        return topology;
    }

    int shards() {
        return shards;
    }

    @Override
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url());
    }

    /** By a driver of the caller's, whatever else is registered. */
    Connection connectBy(Driver driver) throws SQLException {
        return requireNonNull(driver.connect(url(), new Properties()), "connection");
    }

    private String url() {
        return "jdbc:kintsugi:" + server.dialect().word() + ":file:" + file + server.credentials();
    }

    /** From an engine of its own, as another program would have. */
    Connection connectElsewhere() throws SQLException {
        return DriverManager.getConnection(url() + "&fanOutMax=64");
    }

    @Override
    public Connection node(String name) throws SQLException {
        return server.connectPlainly(databases.getOrDefault(name, name));
    }

    /** The databases that hold rows. */
    List<String> nodes() {
        List<String> names = new ArrayList<>(databases.keySet());
        names.remove("catalog");
        return names;
    }

    static void run(Connection connection, List<String> statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    @Override
    public String toString() {
        return shards + (shards == 1 ? " shard" : " shards");
    }
}
