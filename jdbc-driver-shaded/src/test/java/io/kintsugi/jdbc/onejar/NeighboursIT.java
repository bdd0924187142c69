package io.kintsugi.jdbc.onejar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;
import org.slf4j.Logger;

/** The driver in an application that has other versions of the libraries inside it. */
final class NeighboursIT {
    /** One of each neighbour, and the method or class by which its version is known. */
    private static final List<String> NEIGHBOUR_CLASSES = List.of(
            "com.google.common.collect.ImmutableList",
            "com.fasterxml.jackson.core.JsonFactory",
            "org.yaml.snakeyaml.Yaml",
            "org.snakeyaml.engine.v2.api.Load",
            "io.netty.util.Version",
            "com.github.benmanes.caffeine.cache.Caffeine",
            "com.zaxxer.hikari.HikariDataSource");

    @TempDir
    private Path folder;

    @Test
    void driver_besideOtherVersions_works() throws Exception {
        String url = TwoShards.create(folder);
        for (boolean neighboursFirst : List.of(true, false)) {
            try (URLClassLoader application = application(neighboursFirst)) {
                Driver driver = (Driver) application
                        .loadClass("io.kintsugi.jdbc.KintsugiDriver")
                        .getConstructor()
                        .newInstance();
                use(driver, url, neighboursFirst);
                for (String name : NEIGHBOUR_CLASSES) {
                    assertThat(OneJar.home(application.loadClass(name)))
                            .as(name)
                            .hasParent(neighbourFolder());
                }
            }
        }
    }

    private static Path neighbourFolder() throws IOException {
        return Objects.requireNonNull(OneJar.neighbours().get(0).getParent());
    }

    /** With nothing in common with this test but the Java library. */
    private static URLClassLoader application(boolean neighboursFirst) throws IOException {
        List<Path> jars = new ArrayList<>(OneJar.neighbours());
        List<Path> driver = List.of(OneJar.path(), OneJar.home(PGConnection.class), OneJar.home(Logger.class));
        jars.addAll(neighboursFirst ? jars.size() : 0, driver);
        URL[] urls = new URL[jars.size()];
        for (int jar = 0; jar < urls.length; jar++) {
            urls[jar] = jars.get(jar).toUri().toURL();
        }
        return new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
    }

    private static void use(Driver driver, String url, boolean create) throws SQLException {
        try (Connection connection = driver.connect(url, new Properties());
                Statement statement = connection.createStatement()) {
            if (create) {
                statement.execute("CREATE TABLE users (user_id bigint PRIMARY KEY, name text NOT NULL)");
                statement.execute("SET kintsugi.transaction_mode = 'best-effort'");
                statement.execute("INSERT INTO users VALUES (1, 'a'), (2, 'b'), (3, 'c'), (4, 'd')");
            }
            try (ResultSet rows = statement.executeQuery("SELECT count(*), max(user_id) FROM users")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getLong(1)).isEqualTo(4);
                assertThat(rows.getLong(2)).isEqualTo(4);
            }
        }
    }

    @Test
    void program_withTheJarAndTwoLibraries_runs() throws Exception {
        String url = TwoShards.create(folder);
        String classPath = String.join(
                File.pathSeparator,
                OneJar.path().toString(),
                OneJar.home(PGConnection.class).toString(),
                OneJar.home(Logger.class).toString(),
                OneJar.home(FirstConnection.class).toString());
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath,
                        FirstConnection.class.getName(),
                        url,
                        "SELECT 40 + 2")
                .redirectErrorStream(true)
                .start();
        String said = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        System.out.println("one-jar driver: " + said.lines().reduce("", (first, last) -> last));
        assertThat(program.waitFor()).as(said).isZero();
        assertThat(said).contains("answer 42;");
    }
}
