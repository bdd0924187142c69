package io.kintsugi.examples.frameworks;

import io.kintsugi.embedded.PostgresServer;
import io.kintsugi.embedded.SharedPostgres;
import io.kintsugi.node.ClusterPreparation;
import io.kintsugi.topology.yaml.TopologyYaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The cluster of {@code cluster.yaml}, its nodes moved to fresh databases of the tests' shared server, prepared. */
final class TwoShards {
    private static final List<Integer> PORTS = List.of(5432, 5433, 5434, 5435);

    private final Path file;
    private final List<String> databases;

    private TwoShards(Path file, List<String> databases) {
        this.file = file;
        this.databases = databases;
    }

    static TwoShards prepare(Path folder) throws IOException, SQLException {
        PostgresServer server = SharedPostgres.get().server();
        String yaml = Files.readString(Path.of("cluster.yaml"));
        List<String> databases = new ArrayList<>();
        for (int port : PORTS) {
            databases.add(SharedPostgres.get().newDatabase().name());
            yaml = yaml.replace(
                    "127.0.0.1:" + port + "/shop",
                    "127.0.0.1:" + server.port() + "/" + databases.get(databases.size() - 1));
        }
        Path file = Files.writeString(folder.resolve("cluster.yaml"), yaml);
        ClusterPreparation.prepare(TopologyYaml.read(file), node -> server.connect(node.database()));
        return new TwoShards(file, databases);
    }

    /**
     * The swapped URL. Migration tools change the schema inside transactions, and programs that were written for one
     * server write on several shards in one: both are said here.
     */
    String url() {
        return "jdbc:kintsugi:postgresql:file:" + file
                + "?user=postgres&transactionMode=best-effort&schemaChangeInTransaction=commit";
    }

    /** How many rows a table has on one shard, counted there. */
    long rowsOn(int shard, String table) throws SQLException {
        try (Connection connection = SharedPostgres.get().server().connect(databases.get(shard + 1));
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM " + table)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
