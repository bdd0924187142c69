package io.kintsugi.jdbc;

import io.kintsugi.embedded.PostgresServer;
import io.kintsugi.embedded.SharedPostgres;
import io.kintsugi.node.ClusterPreparation;
import io.kintsugi.topology.Node;
import io.kintsugi.topology.yaml.TopologyYaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Two shards and a catalog, each a database of its own on the shared server, prepared; and the URL to them. */
public final class Cluster {
    private static final List<String> NODES = List.of("catalog", "s0", "s1");

    private final List<String> databases;
    private final Path file;

    Cluster(List<String> databases, Path file) {
        this.databases = databases;
        this.file = file;
    }

    /** @param keyspaces the YAML below {@code keyspaces:}; shards are on nodes {@code s0} and {@code s1} */
    public static Cluster create(String keyspaces) throws SQLException {
        return create(keyspaces, 0);
    }

    /** @param workbench how many nodes {@code w0}, {@code w1} … the workbench has */
    public static Cluster create(String keyspaces, int workbench) throws SQLException {
        List<String> databases = Stream.generate(Cluster::newDatabase)
                .limit(NODES.size() + workbench)
                .toList();
        Cluster cluster = new Cluster(databases, write(databases, keyspaces));
        ClusterPreparation.prepare(TopologyYaml.read(cluster.file), Cluster::connect);
        return cluster;
    }

    private static String name(int node) {
        return node < NODES.size() ? NODES.get(node) : "w" + (node - NODES.size());
    }

    private static String newDatabase() {
        return SharedPostgres.get().newDatabase().name();
    }

    private static Connection connect(Node node) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://" + node.address() + "/" + node.database(), Contestants.user());
    }

    private static Path write(List<String> databases, String keyspaces) {
        PostgresServer server = SharedPostgres.get().server();
        StringBuilder yaml = new StringBuilder("cluster: test\ndialect: postgresql\nnodes:\n");
        for (int node = 0; node < databases.size(); node++) {
            yaml.append("  ")
                    .append(name(node))
                    .append(": {url: \"postgresql://127.0.0.1:")
                    .append(server.port())
                    .append('/')
                    .append(databases.get(node))
                    .append("\"}\n");
        }
        yaml.append("catalog: {nodes: [catalog]}\n");
        if (databases.size() > NODES.size()) {
            yaml.append(IntStream.range(NODES.size(), databases.size())
                    .mapToObj(Cluster::name)
                    .collect(Collectors.joining(", ", "workbench: {nodes: [", "]}\n")));
        }
        yaml.append("keyspaces:\n").append(keyspaces.indent(2));
        try {
            Path file = Files.createTempFile("cluster", ".yaml");
            file.toFile().deleteOnExit();
            return Files.writeString(file, yaml);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    String yaml() throws IOException {
        return Files.readString(file);
    }

    public String url() {
        return "jdbc:kintsugi:postgresql:file:" + file;
    }

    /** The names of the databases: the catalog's, then the shards', then the workbench's. */
    public List<String> databases() {
        return databases;
    }

    /** The shard's database with the native driver; 0 or 1. */
    public Connection shard(int ordinal) throws SQLException {
        return SharedPostgres.get().server().connect(databases.get(ordinal + 1));
    }

    Contestants.Contestant contestant(KintsugiDriver driver) {
        return new Contestants.Contestant("two shards", () -> Contestants.connect(driver, url()));
    }
}
