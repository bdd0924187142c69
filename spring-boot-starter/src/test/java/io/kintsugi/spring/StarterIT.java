package io.kintsugi.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.kintsugi.embedded.SharedPostgres;
import io.kintsugi.jdbc.micrometer.KintsugiMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
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

/** A real application context on Spring Boot 3.5, told nothing but a URL. */
final class StarterIT {
    @TempDir
    private Path folder;

    @EnableAutoConfiguration
    static class Application {}

    private static ConfigurableApplicationContext start(String url) {
        return new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .run("--spring.datasource.url=" + url, "--spring.datasource.username=postgres");
    }

    @Test
    void application_withTheUrlAlone_worksOverTwoShards() throws Exception {
        assertThat(SpringBootVersion.getVersion()).startsWith("3.5.");
        String second = TwoShards.database();
        try (ConfigurableApplicationContext context = start(TwoShards.url(folder, second))) {
            JdbcTemplate database = context.getBean(JdbcTemplate.class);
            database.execute("CREATE TABLE users (user_id bigint PRIMARY KEY, name text)");
            for (long user = 1; user <= 8; user++) {
                database.update("INSERT INTO users VALUES (?, ?)", user, "user " + user);
            }
            assertThat(database.queryForObject("SELECT count(*) FROM users", Long.class))
                    .isEqualTo(8);
            assertHealthAndMeters(context);
            loseShard(second);
            assertThat(health(context).getStatus()).isEqualTo(Status.DOWN);
            assertThat(health(context).getDetails()).containsEntry("main/s0", "UP");
            assertThat((String) health(context).getDetails().get("main/s1")).contains("does not exist");
        }
    }

    private static void assertHealthAndMeters(ConfigurableApplicationContext context) {
        assertThat(health(context).getStatus()).isEqualTo(Status.UP);
        assertThat(health(context).getDetails()).containsOnlyKeys("main/s0", "main/s1", "catalog");
        MeterRegistry meters = context.getBean(MeterRegistry.class);
        assertThat(meters.get("kintsugi.statements")
                        .tag("cluster", "spring")
                        .tag("tier", "streaming_merge")
                        .functionTimer()
                        .count())
                .isEqualTo(1);
    }

    private static Health health(ConfigurableApplicationContext context) {
        return context.getBean("shardsHealthIndicator", HealthIndicator.class).health();
    }

    private static void loseShard(String database) throws Exception {
        try (Connection connection = SharedPostgres.get().server().connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("DROP DATABASE " + database + " WITH (FORCE)");
        }
    }

    @Test
    void application_withAnotherUrl_isLeftAlone() {
        try (ConfigurableApplicationContext context =
                start(SharedPostgres.get().newDatabase().jdbcUrl())) {
            assertThat(context.getEnvironment().containsProperty("spring.datasource.driver-class-name"))
                    .isFalse();
            assertThat(context.getBeansOfType(KintsugiMetrics.class)).isEmpty();
            assertThat(context.containsBean("shardsHealthIndicator")).isFalse();
        }
    }
}
