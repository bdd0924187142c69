package io.kintsugi.spring;

import java.sql.SQLException;
import java.util.Map;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Up when every shard is, with a line for each; for Spring Boot 4. */
final class ShardHealthBoot4 implements HealthIndicator {
    private final ShardProbe probe;

    ShardHealthBoot4(ShardProbe probe) {
        this.probe = probe;
    }

    @Override
    public Health health() {
        try {
            Map<String, String> shards = probe.shards();
            boolean up = shards.values().stream().allMatch(ShardProbe.UP::equals);
            return (up ? Health.up() : Health.down()).withDetails(shards).build();
        } catch (SQLException failed) {
            return Health.down(failed).build();
        }
    }
}
