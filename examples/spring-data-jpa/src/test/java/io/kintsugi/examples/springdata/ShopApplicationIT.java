package io.kintsugi.examples.springdata;

import static org.assertj.core.api.Assertions.assertThat;

import io.kintsugi.embedded.SharedPostgres;
import io.kintsugi.node.ClusterPreparation;
import io.kintsugi.topology.yaml.TopologyYaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;

/** The application on Spring Boot 4, once with each URL: it must not see a difference. */
class ShopApplicationIT {
    private static final List<Integer> PORTS = List.of(5432, 5433, 5434);

    @TempDir
    private Path folder;

    private static ConfigurableApplicationContext start(String url) {
        return SpringApplication.run(ShopApplication.class, "--spring.datasource.url=" + url);
    }

    @Test
    void application_onTwoShards_seesWhatItSeesOnOneServer() throws Exception {
        assertThat(SpringBootVersion.getVersion()).startsWith("4.");
        List<String> expected;
        try (ConfigurableApplicationContext context =
                start(SharedPostgres.get().newDatabase().jdbcUrl())) {
            expected = context.getBean(ShopRun.class).run();
        }
        try (ConfigurableApplicationContext context = start(twoShards())) {
            assertThat(context.getBean(ShopRun.class).run()).isEqualTo(expected).hasSizeGreaterThan(40);
            HealthIndicator shards = context.getBean("shardsHealthIndicator", HealthIndicator.class);
            Health health = Objects.requireNonNull(shards.health());
            assertThat(health.getStatus()).isEqualTo(Status.UP);
            assertThat(health.getDetails()).containsOnlyKeys("shop/s0", "shop/s1", "catalog");
        }
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
