package io.kintsugi.spring;

import java.sql.SQLException;
import java.util.Map;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/** Up when every shard is, with a line for each; for Spring Boot 3. */
final class ShardHealthBoot3 implements HealthIndicator {
    private final ShardProbe probe;

    ShardHealthBoot3(ShardProbe probe) {
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
