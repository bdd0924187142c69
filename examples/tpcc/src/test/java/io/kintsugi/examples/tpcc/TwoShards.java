package io.kintsugi.examples.tpcc;

import io.kintsugi.embedded.MySqlServer;
import io.kintsugi.embedded.PostgresServer;
import io.kintsugi.embedded.SharedMySql;
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

    private static final List<String> MYSQL_NODES = List.of("127.0.0.1:3306", "127.0.0.1:3307", "127.0.0.1:3308");
    private static final String NATIVE = "&allowPublicKeyRetrieval=true&rewriteBatchedStatements=true";

    private final Path file;
    private final String dialect;

    private TwoShards(Path file, String dialect) {
        this.file = file;
        this.dialect = dialect;
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
        return new TwoShards(file, "postgresql");
    }

    /** The same of {@code cluster-mysql.yaml} on the tests' MySQL server. */
    static TwoShards prepareMySql(Path folder) throws IOException, SQLException {
        MySqlServer server = SharedMySql.get().server();
        String yaml = Files.readString(Path.of("cluster-mysql.yaml"));
        for (String node : MYSQL_NODES) {
            String database = SharedMySql.get().newDatabase().name();
            yaml = yaml.replace(
                    node + "/tpcc", "127.0.0.1:" + server.port() + "/" + database + "?sslMode=DISABLED" + NATIVE);
        }
        Path file = Files.writeString(folder.resolve("cluster-mysql.yaml"), yaml);
        Topology topology = TopologyYaml.read(file);
        ClusterPreparation.prepare(topology, node -> server.connect(node.database()));
        return new TwoShards(file, "mysql");
    }

    String url() {
        return "jdbc:kintsugi:" + dialect + ":file:" + file;
    }
}
