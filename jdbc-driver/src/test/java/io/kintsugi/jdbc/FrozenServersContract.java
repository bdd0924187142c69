package io.kintsugi.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kintsugi.embedded.DatabaseServer;
import io.kintsugi.node.ClusterPreparation;
import io.kintsugi.topology.yaml.TopologyYaml;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;

/** A server that accepts and is mute holds nobody for ever: neither who closes, nor who connects, nor who waits. */
abstract class FrozenServersContract {
    /** Far more than all limits together. */
    private static final int SECONDS_MAX = 60;

    private static final String LIMITS =
            "?lingerMillis=0&connectTimeoutSeconds=1&poolWaitMillis=500&closeWaitMillis=500&cancelWaitMillis=500";

    @TempDir
    private Path folder = Path.of("");

    private final ExecutorService threads = Executors.newCachedThreadPool();

    final void holdsNobody(DatabaseServer server, String dialect, String parameters) throws Exception {
        server.createDatabase("names");
        server.createDatabase("rows");
        String yaml = """
                cluster: mute
                dialect: %1$s
                nodes:
                  names: {url: "%2$s/names%3$s"}
                  rows: {url: "%2$s/rows%3$s"}
                catalog: {nodes: [names]}
                keyspaces: {main: {shards: {s0: {nodes: [rows]}}, tables: {users: {key: user_id}}}}
                """.formatted(dialect, dialect + "://127.0.0.1:" + server.port(), parameters);
        Path file = Files.writeString(folder.resolve(dialect + ".yaml"), yaml);
        ClusterPreparation.prepare(TopologyYaml.read(file), node -> server.connect(node.database()));
        KintsugiDriver driver = new KintsugiDriver();
        String url = "jdbc:kintsugi:" + dialect + ":file:" + file + LIMITS;
        Properties user = new Properties();
        user.setProperty("user", server.user());
        try {
            try (Connection connection = Contestants.connect(driver, url, user);
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE TABLE users (user_id bigint PRIMARY KEY)");
            }
            closesWhenFrozen(server, Contestants.connect(driver, url, user));
            endsWhenFrozen(server, Contestants.connect(driver, url, user), Connection::close);
            endsWhenFrozen(server, Contestants.connect(driver, url, user), connection -> connection.abort(threads));
            server.pause();
            assertThatThrownBy(() -> within(() -> Contestants.connect(driver, url, user)))
                    .hasMessageContaining("names");
        } finally {
            server.resume();
            driver.engines().close();
            threads.shutdownNow();
        }
    }

    private interface Ending {
        void of(Connection connection) throws SQLException;
    }

    private interface Work<T> {
        T run() throws Exception;
    }

    private <T> T within(Work<T> work) throws Exception {
        return threads.submit(work::run).get(SECONDS_MAX, TimeUnit.SECONDS);
    }

    /** Nothing runs, but there is a transaction to be rolled back. */
    private void closesWhenFrozen(DatabaseServer server, Connection connection) throws Exception {
        connection.setAutoCommit(false);
        count(connection);
        server.pause();
        try {
            within(() -> {
                connection.close();
                return true;
            });
            assertThat(connection.isClosed()).isTrue();
        } finally {
            server.resume();
        }
    }

    private void endsWhenFrozen(DatabaseServer server, Connection connection, Ending ending) throws Exception {
        connection.setAutoCommit(false);
        count(connection);
        server.pause();
        try {
            Future<String> running = threads.submit(() -> {
                try {
                    return count(connection);
                } catch (SQLException failed) {
                    return failed.getSQLState();
                }
            });
            within(() -> {
                ending.of(connection);
                return true;
            });
            assertThat(running.get(SECONDS_MAX, TimeUnit.SECONDS)).matches("08...|KZ503|57014|70100");
            assertThat(connection.isClosed()).isTrue();
        } finally {
            server.resume();
        }
    }

    private static String count(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM users")) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }
}
