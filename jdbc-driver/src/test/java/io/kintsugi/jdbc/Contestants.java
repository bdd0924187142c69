package io.kintsugi.jdbc;

import io.kintsugi.embedded.SharedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.Properties;

/** The same tables behind the native driver and behind ours. */
final class Contestants {
    private Contestants() {}

    /** A way to a database, by its name in messages. */
    record Contestant(String name, Source source) {
        Connection connect() throws SQLException {
            return source.connect();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    interface Source {
        Connection connect() throws SQLException;
    }

    /** A new database with the native driver. */
    static Contestant plain(List<String> schema) throws SQLException {
        String url = SharedPostgres.get().newDatabase().jdbcUrl();
        Contestant contestant = new Contestant("native", () -> DriverManager.getConnection(url));
        define(contestant, schema);
        return contestant;
    }

    /** A new database behind our driver, with an engine that has one server. */
    static Contestant ours(List<String> schema, boolean merged) throws SQLException {
        PlainEngine engine = new PlainEngine(SharedPostgres.get().newDatabase().jdbcUrl(), merged);
        Contestant contestant = new Contestant(merged ? "ours, merged" : "ours", source(engine));
        define(contestant, schema);
        return contestant;
    }

    static Source source(RunningEngine engine) {
        KintsugiDriver driver = new KintsugiDriver((topology, config, dialect) -> engine);
        String url = "jdbc:kintsugi:postgresql:file:" + topologyFile();
        return () -> connect(driver, url);
    }

    static Connection connect(KintsugiDriver driver, String url) throws SQLException {
        return connect(driver, url, user());
    }

    static Connection connect(KintsugiDriver driver, String url, Properties properties) throws SQLException {
        return Objects.requireNonNull(driver.connect(url, properties), "not ours: " + url);
    }

    static Properties user() {
        Properties properties = new Properties();
        properties.setProperty("user", "postgres");
        return properties;
    }

    /** A topology that is only read, not connected to. */
    static Path topologyFile() {
        try {
            Path file = Files.createTempFile("kintsugi", ".yaml");
            file.toFile().deleteOnExit();
            return Files.writeString(file, """
                    cluster: test
                    dialect: postgresql
                    nodes:
                      a: {url: "postgresql://127.0.0.1:1/test"}
                      b: {url: "postgresql://127.0.0.1:2/test"}
                    catalog: {nodes: [a]}
                    keyspaces:
                      main:
                        shards:
                          s0: {nodes: [b]}
                    """);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static void define(Contestant contestant, List<String> schema) throws SQLException {
        try (Connection connection = contestant.connect();
                Statement statement = connection.createStatement()) {
            for (String definition : schema) {
                statement.execute(definition);
            }
        }
    }
}
