package io.kintsugi.examples.springdata;

import io.kintsugi.embedded.SharedPostgres;
import io.kintsugi.node.ClusterPreparation;
import io.kintsugi.topology.yaml.TopologyYaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The application on PostgreSQL, once with each URL: it must not see a difference. */
class ShopApplicationIT {
    private static final List<Integer> PORTS = List.of(5432, 5433, 5434);

    @TempDir
    private Path folder;

    @Test
    void application_onTwoShards_seesWhatItSeesOnOneServer() throws Exception {
        SwappedUrl.assertNoDifference(SharedPostgres.get().newDatabase().jdbcUrl(), twoShards());
    }

    private String twoShards() throws IOException, SQLException {
        String yaml = Files.readString(Path.of("cluster.yaml"));
        int server = SharedPostgres.get().server().port();
        for (int port : PORTS) {
            String database = SharedPostgres.get().newDatabase().name();
            yaml = yaml.replace("127.0.0.1:" + port + "/shop", "127.0.0.1:" + server + "/" + database);
        }
        Path file = Files.writeString(folder.resolve("cluster.yaml"), yaml);
        ClusterPreparation.prepare(
                TopologyYaml.read(file), node -> SharedPostgres.get().server().connect(node.database()));
        return "jdbc:kintsugi:postgresql:file:" + file;
    }
}
