package io.kintsugi.jdbc.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.kintsugi.embedded.MySqlOptions;
import io.kintsugi.embedded.MySqlServer;
import io.kintsugi.node.ClusterPreparation;
import io.kintsugi.testkit.engine.MySqlTest;
import io.kintsugi.topology.yaml.TopologyYaml;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server whose configuration says what sessions may not say: writes last, and queries give all their rows. */
@Tag("proof")
@MySqlTest
class MySqlServerSettingsIT {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void settingsOfTheServer_breakNoPromise() throws Exception {
        try (MySqlServer server = MySqlServer.started(MySqlOptions.builder()
                .name("odd")
                .durable(false)
                .setting("completion_type", "CHAIN")
                .setting("auto_increment_increment", "7")
                .build())) {
            try (Connection root = server.connect("mysql");
                    Statement statement = root.createStatement()) {
                statement.execute("SET GLOBAL sql_select_limit = 2");
            }
            check(url(server));
        }
    }

    private String url(MySqlServer server) throws Exception {
        server.createDatabase("k");
        server.createDatabase("s");
        String node =
                "{url: \"mysql://127.0.0.1:" + server.port() + "/%s?sslMode=DISABLED&allowPublicKeyRetrieval=true\"}";
        String yaml = """
                cluster: odd
                dialect: mysql
                nodes: {k: %s, s: %s}
                catalog: {nodes: [k]}
                keyspaces:
                  main: {shards: {s0: {nodes: [s]}}, tables: {users: {key: user_id, generate: {id: sequence}}}}
                """.formatted(node.formatted("k"), node.formatted("s"));
        Path file = Files.writeString(folder.resolve("cluster.yaml"), yaml);
        ClusterPreparation.prepare(TopologyYaml.read(file), wanted -> server.connect(wanted.database()));
        return "jdbc:kintsugi:mysql:file:" + file + "?lingerMillis=0&poolSizePerNode=2";
    }

    private static void check(String url) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, "root", "");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE users (user_id bigint NOT NULL, id bigint NOT NULL AUTO_INCREMENT,"
                    + " PRIMARY KEY (user_id, id), KEY (id))");
            connection.setAutoCommit(false);
            statement.executeUpdate("INSERT INTO users (user_id) VALUES (1), (1), (1)");
            connection.commit();
            statement.executeUpdate("INSERT INTO users (user_id) VALUES (1)");
            connection.rollback();
            connection.setAutoCommit(true);
            statement.executeUpdate("INSERT INTO users (user_id) VALUES (2)");
            statement.executeUpdate("INSERT INTO users (user_id) VALUES (2)");
        }
        try (Connection connection = DriverManager.getConnection(url, "root", "");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT id FROM users ORDER BY id")) {
            StringBuilder ids = new StringBuilder();
            while (rows.next()) {
                ids.append(rows.getLong(1)).append(' ');
            }
            assertThat(ids.toString().trim()).isEqualTo("1 2 3 5 6");
        }
    }
}
