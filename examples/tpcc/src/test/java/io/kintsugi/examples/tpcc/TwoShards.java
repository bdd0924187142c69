package io.kintsugi.examples.tpcc;

import io.kintsugi.embedded.PostgresServer;
import io.kintsugi.embedded.SharedPostgres;
import io.kintsugi.node.ClusterPreparation;
import io.kintsugi.topology.Topology;
import io.kintsugi.topology.yaml.TopologyYaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/** The cluster of {@code cluster.yaml}, its nodes moved to fresh databases of the tests' shared server, prepared. */
final class TwoShards {

    private static final List<String> NODES = List.of("127.0.0.1:5432", "127.0.0.1:5433", "127.0.0.1:5434");

    private final Path file;

    private TwoShards(Path file) {
        this.file = file;
    }

    static TwoShards prepare(Path folder) throws IOException, SQLException {
        PostgresServer server = SharedPostgres.get().server();
        String yaml = Files.readString(Path.of("cluster.yaml"));
        for (String node : NODES) {
            String database = SharedPostgres.get().newDatabase().name();
            yaml = yaml.replace(node + "/tpcc", "127.0.0.1:" + server.port() + "/" + database);
        }
        Path file = Files.writeString(folder.resolve("cluster.yaml"), yaml);
        Topology topology = TopologyYaml.read(file);
        ClusterPreparation.prepare(topology, node -> server.connect(node.database()));
        return new TwoShards(file);
    }

    String url() {
        return "jdbc:kintsugi:postgresql:file:" + file;
    }
}
