package io.kintsugi.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.kintsugi.embedded.SharedMySql;
import io.kintsugi.node.ClusterPreparation;
import io.kintsugi.testkit.engine.MySqlTest;
import io.kintsugi.topology.yaml.TopologyYaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** The same on MySQL shards: the starter is told nothing but the URL and the user. */
@MySqlTest
final class MySqlStarterIT {
    @TempDir
    private Path folder;

    @EnableAutoConfiguration
    static class Application {}

    @Test
    @Tag("proof")
    void application_withTheUrlAlone_worksOverTwoMySqlShards() throws Exception {
        assertThat(SpringBootVersion.getVersion()).startsWith("3.5.");
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .run("--spring.datasource.url=" + url(), "--spring.datasource.username=root")) {
            JdbcTemplate database = context.getBean(JdbcTemplate.class);
            database.execute("CREATE TABLE users (user_id bigint PRIMARY KEY, name varchar(20))");
            for (long user = 1; user <= 8; user++) {
                database.update("INSERT INTO users VALUES (?, ?)", user, "user " + user);
            }
            Health health = context.getBean("shardsHealthIndicator", HealthIndicator.class)
                    .health();
            assertThat(health.getStatus()).as(health.toString()).isEqualTo(Status.UP);
            assertThat(health.getDetails()).containsOnlyKeys("main/s0", "main/s1", "catalog");
            assertThat(database.queryForObject("SELECT count(*) FROM users", Long.class))
                    .isEqualTo(8);
        }
    }

    private String url() throws IOException, SQLException {
        String yaml = """
                cluster: spring
                dialect: mysql
                nodes:
                  catalog: {url: "mysql://127.0.0.1:%1$d/%2$s"}
                  s0: {url: "mysql://127.0.0.1:%1$d/%3$s"}
                  s1: {url: "mysql://127.0.0.1:%1$d/%4$s"}
                catalog: {nodes: [catalog]}
                keyspaces:
                  main:
                    shards: {s0: {nodes: [s0]}, s1: {nodes: [s1]}}
                    tables: {users: {key: user_id}}
                """.formatted(SharedMySql.get().server().port(), database(), database(), database());
        Path file = Files.writeString(folder.resolve("cluster.yaml"), yaml);
        ClusterPreparation.prepare(
                TopologyYaml.read(file), node -> SharedMySql.get().server().connect(node.database()));
        return "jdbc:kintsugi:mysql:file:" + file;
    }

    private static String database() {
        return SharedMySql.get().newDatabase().name();
    }
}
