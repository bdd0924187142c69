package io.kintsugi.jdbc.mysql;

import io.kintsugi.embedded.MySqlServer;
import io.kintsugi.embedded.SharedMySql;
import io.kintsugi.node.ClusterPreparation;
import io.kintsugi.topology.yaml.TopologyYaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A catalog and some shards, each a database of the shared MySQL server, and one plain database beside them. */
final class MySqlCluster {
    private static final String NATIVE = "sslMode=DISABLED&allowPublicKeyRetrieval=true";

    private final Path file;
    private final String catalog;
    private final String plain;
    private final List<String> shards;

    private MySqlCluster(Path file, String catalog, String plain, List<String> shards) {
        this.file = file;
        this.catalog = catalog;
        this.plain = plain;
        this.shards = List.copyOf(shards);
    }

    /** @param tables the YAML below {@code tables:} of the one keyspace, {@code main} */
    static MySqlCluster create(int shards, String tables) throws SQLException {
        MySqlServer server = SharedMySql.get().server();
        String catalog = newDatabase();
        StringBuilder nodes = new StringBuilder("  k: {url: \"" + node(server, catalog) + "\"}\n");
        List<String> shardLines = new ArrayList<>();
        List<String> databases = new ArrayList<>();
        for (int shard = 0; shard < shards; shard++) {
            databases.add(newDatabase());
            nodes.append("  n" + shard + ": {url: \"" + node(server, databases.get(shard)) + "\"}\n");
            shardLines.add("s" + shard + ": {nodes: [n" + shard + "]}");
        }
        String yaml = "cluster: test\ndialect: mysql\nnodes:\n" + nodes
                + "catalog: {nodes: [k]}\nkeyspaces:\n  main:\n    shards: {" + String.join(", ", shardLines)
                + "}\n    tables:\n" + tables.indent(6);
        Path file = write(yaml);
        ClusterPreparation.prepare(TopologyYaml.read(file), node -> server.connect(node.database()));
        return new MySqlCluster(file, catalog, SharedMySql.get().newDatabase().jdbcUrl(), databases);
    }

    private static String newDatabase() {
        return SharedMySql.get().newDatabase().name();
    }

    private static String node(MySqlServer server, String database) {
        return "mysql://127.0.0.1:" + server.port() + "/" + database + "?" + NATIVE;
    }

    private static Path write(String yaml) {
        try {
            Path file = Files.createTempFile("cluster", ".yaml");
            file.toFile().deleteOnExit();
            return Files.writeString(file, yaml);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Ours; several written shards in a transaction are allowed. */
    Connection sharded() throws SQLException {
        return sharded("");
    }

    /** Without properties. */
    String url() {
        return "jdbc:kintsugi:mysql:file:" + file;
    }

    /** @param properties further ones of the URL, each after an ampersand */
    Connection sharded(String properties) throws SQLException {
        return DriverManager.getConnection(url() + "?transactionMode=best-effort" + properties, "root", "");
    }

    /** The name of the catalog's database. */
    String catalogDatabase() {
        return catalog;
    }

    /** The names of the shards' databases, in their order. */
    List<String> shardDatabases() {
        return shards;
    }

    /** The native driver on one server. */
    Connection plain() throws SQLException {
        return DriverManager.getConnection(plain);
    }
}
