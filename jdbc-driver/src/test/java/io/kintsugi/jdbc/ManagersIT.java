package io.kintsugi.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** URLs that name managers, with a server that says what a manager says. */
class ManagersIT {
    private static final int OK = 200;
    private static final int NOT_MODIFIED = 304;

    @Test
    void topology_isFetchedFromTheManagerThatAnswers() throws Exception {
        Cluster cluster = Cluster.create(
                "main:\n  shards: {s0: {nodes: [s0]}, s1: {nodes: [s1]}}\n  tables: {users: {key: id}}\n");
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        byte[] yaml = cluster.yaml().getBytes(StandardCharsets.UTF_8);
        server.createContext("/v1/topology", exchange -> answer(exchange, yaml));
        server.start();
        KintsugiDriver driver = new KintsugiDriver();
        String url = "jdbc:kintsugi:postgresql://127.0.0.1:1,127.0.0.1:"
                + server.getAddress().getPort() + "/test";
        try (Connection connection = Contestants.connect(driver, url);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE users (id bigint PRIMARY KEY)");
            statement.executeUpdate("INSERT INTO users VALUES (1)");
            ResultSet rows = statement.executeQuery("SELECT count(*) FROM users");
            assertThat(rows.next()).isTrue();
            assertThat(rows.getLong(1)).isEqualTo(1);
            assertThat(connection.getMetaData().getURL()).isEqualTo(url);
        } finally {
            driver.engines().close();
            server.stop(0);
        }
    }

    private static void answer(HttpExchange exchange, byte[] yaml) throws IOException {
        try (exchange) {
            if (exchange.getRequestURI().getQuery() != null) {
                exchange.sendResponseHeaders(NOT_MODIFIED, -1);
                return;
            }
            exchange.getResponseHeaders().set("Kintsugi-Topology-Version", "1");
            exchange.sendResponseHeaders(OK, yaml.length);
            exchange.getResponseBody().write(yaml);
        }
    }

    @Test
    void noManager_isAnErrorThatNamesThem() {
        KintsugiDriver driver = new KintsugiDriver();
        assertThatThrownBy(() -> driver.connect("jdbc:kintsugi:postgresql://127.0.0.1:1/test", Contestants.user()))
                .isInstanceOfSatisfying(
                        SQLException.class,
                        error -> assertThat(error.getSQLState()).isEqualTo("KZ302"))
                .hasMessageContaining("127.0.0.1:1");
        driver.engines().close();
    }
}
