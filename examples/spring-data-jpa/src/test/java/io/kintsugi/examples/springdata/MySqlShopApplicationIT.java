package io.kintsugi.examples.springdata;

import io.kintsugi.embedded.SharedMySql;
import io.kintsugi.node.ClusterPreparation;
import io.kintsugi.testkit.engine.MySqlTest;
import io.kintsugi.topology.Node;
import io.kintsugi.topology.yaml.TopologyYaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The application on MySQL, with the profile that has its schema: once with each URL. */
@MySqlTest
@Tag("proof")
class MySqlShopApplicationIT {
    private static final int FIRST_PORT = 3306;
    private static final int NODES = 3;

    @TempDir
    private Path folder;

    @Test
    void application_onTwoShards_seesWhatItSeesOnOneServer() throws Exception {
        SwappedUrl.assertNoDifference(
                SharedMySql.get().newDatabase().jdbcUrl(), twoShards(), "--spring.profiles.active=mysql");
    }

    private String twoShards() throws IOException, SQLException {
        String yaml = Files.readString(Path.of("cluster-mysql.yaml"));
        List<SharedMySql.Database> databases = SharedMySql.newDatabases(NODES);
        for (int node = 0; node < NODES; node++) {
            SharedMySql.Database database = databases.get(node);
            yaml = yaml.replace(
                    "127.0.0.1:" + (FIRST_PORT + node) + "/shop",
                    "127.0.0.1:" + database.port() + "/" + database.name());
        }
        Path file = Files.writeString(folder.resolve("cluster-mysql.yaml"), yaml);
        ClusterPreparation.prepare(TopologyYaml.read(file), node -> connect(node, databases));
        return "jdbc:kintsugi:mysql:file:" + file;
    }

    private static Connection connect(Node node, List<SharedMySql.Database> databases) throws SQLException {
        SharedMySql.Database found = databases.stream()
                .filter(database -> database.port() == node.port())
                .findFirst()
                .orElseThrow();
        return DriverManager.getConnection(found.jdbcUrl());
    }
}
