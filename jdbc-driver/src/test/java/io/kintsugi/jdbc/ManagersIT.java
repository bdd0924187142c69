package io.kintsugi.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
            send(exchange, "1", yaml);
        }
    }

    private static void send(HttpExchange exchange, String version, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Kintsugi-Topology-Version", version);
        exchange.sendResponseHeaders(OK, body.length);
        exchange.getResponseBody().write(body);
    }

    @Test
    void changeAtTheManager_isFollowedByOpenConnections() throws Exception {
        Cluster cluster = Cluster.create(
                "main:\n  shards: {s0: {nodes: [s0]}, s1: {nodes: [s1]}}\n  tables: {users: {key: id}}\n");
        CompletableFuture<byte[]> changed = new CompletableFuture<>();
        byte[] first = cluster.yaml().getBytes(StandardCharsets.UTF_8);
        HttpServer server = serving(exchange -> {
            boolean waits = exchange.getRequestURI().getQuery() != null;
            send(exchange, waits ? "2" : "1", waits ? changed.join() : first);
        });
        KintsugiDriver driver = new KintsugiDriver();
        try (Connection connection = Contestants.connect(driver, url(server));
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute("CREATE TABLE notes (id bigint PRIMARY KEY)"))
                    .hasMessageContaining("K1009");
            changed.complete(cluster.yaml()
                    .replace("users: {key: id}", "users: {key: id}, notes: {key: id}")
                    .getBytes(StandardCharsets.UTF_8));
            SharedEnginesIT.await(() -> succeeds(statement, "CREATE TABLE notes (id bigint PRIMARY KEY)"));
            assertThat(statement.executeUpdate("INSERT INTO notes VALUES (1)")).isEqualTo(1);
        } finally {
            driver.engines().close();
            server.stop(0);
        }
    }

    private static boolean succeeds(Statement statement, String sql) {
        try {
            statement.execute(sql);
            return true;
        } catch (SQLException notYet) {
            assertThat((Throwable) notYet).hasMessageContaining("K1009");
            return false;
        }
    }

    private static HttpServer serving(HttpHandler handler) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/v1/topology", exchange -> {
            try (exchange) {
                handler.handle(exchange);
            }
        });
        server.start();
        return server;
    }

    private static String url(HttpServer server) {
        return "jdbc:kintsugi:postgresql://127.0.0.1:" + server.getAddress().getPort() + "/test";
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>Welcome</html>", "", "cluster: [", "cluster: another\ndialect: postgresql\n"})
    void managerThatAnswersRubbish_isAnErrorThatNamesIt(String body) throws Exception {
        for (String version : List.of("1", "soon")) {
            HttpServer server = serving(exchange -> send(exchange, version, body.getBytes(StandardCharsets.UTF_8)));
            KintsugiDriver driver = new KintsugiDriver();
            try {
                assertThatThrownBy(() -> driver.connect(url(server), Contestants.user()))
                        .isInstanceOfSatisfying(
                                SQLException.class,
                                error -> assertThat(error.getSQLState()).isEqualTo("KZ302"))
                        .hasMessageContaining("127.0.0.1:" + server.getAddress().getPort());
            } finally {
                driver.engines().close();
                server.stop(0);
            }
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
