package io.kintsugi.examples.springdata;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;

/** Starts the application on Spring Boot 4 with one URL and with another. */
final class SwappedUrl {
    private SwappedUrl() {}

    /**
     * On two shards it sees what it sees on one server, and its health has a line for each shard.
     *
     * @param arguments of the application, beside the URL
     */
    static void assertNoDifference(String plain, String twoShards, String... arguments) {
        assertThat(SpringBootVersion.getVersion()).startsWith("4.");
        List<String> expected;
        try (ConfigurableApplicationContext context = start(plain, arguments)) {
            expected = context.getBean(ShopRun.class).run();
        }
        try (ConfigurableApplicationContext context = start(twoShards, arguments)) {
            assertThat(context.getBean(ShopRun.class).run()).isEqualTo(expected).hasSizeGreaterThan(40);
            HealthIndicator shards = context.getBean("shardsHealthIndicator", HealthIndicator.class);
            Health health = Objects.requireNonNull(shards.health());
            assertThat(health.getStatus()).as(health.toString()).isEqualTo(Status.UP);
            assertThat(health.getDetails()).containsOnlyKeys("shop/s0", "shop/s1", "catalog");
        }
    }

    private static ConfigurableApplicationContext start(String url, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--spring.datasource.url=" + url);
        return SpringApplication.run(ShopApplication.class, all.toArray(String[]::new));
    }
}
