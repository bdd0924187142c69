package io.kintsugi.manager.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ClientRegistryTest {
    private final MovableClock clock = new MovableClock();
    private final ClientRegistry registry = new ClientRegistry(2, Duration.ofSeconds(60), clock);

    @Test
    void acknowledgement_isRememberedWithItsTimes() {
        registry.acknowledge("a", 1, "10.0.0.1");
        clock.advance(10);
        ClientStatus status = registry.acknowledge("a", 2, "10.0.0.1");

        assertThat(status.version()).isEqualTo(2);
        assertThat(Duration.between(status.firstSeen(), status.lastSeen())).hasSeconds(10);
        assertThat(registry.clients()).containsExactly(status);
    }

    @Test
    void silentClient_isForgotten() {
        registry.acknowledge("a", 1, "x");
        clock.advance(61);

        assertThat(registry.clients()).isEmpty();
    }

    @Test
    void newClient_beyondTheLimit_isRefusedUntilOneExpires() {
        registry.acknowledge("a", 1, "x");
        registry.acknowledge("b", 1, "x");
        assertThatThrownBy(() -> registry.acknowledge("c", 1, "x"))
                .isInstanceOfSatisfying(
                        ShardException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.LIMIT_REACHED))
                .hasMessageContaining("clientsMax = 2");
        registry.acknowledge("b", 2, "x");
        clock.advance(61);

        assertThat(registry.acknowledge("c", 1, "x").id()).isEqualTo("c");
    }

    @Test
    void badIdsAndVersions_areRefused() {
        for (String id : new String[] {"", "a b", "<script>", "x".repeat(65), "a/b"}) {
            assertThatThrownBy(() -> registry.acknowledge(id, 1, "x")).isInstanceOf(ShardException.class);
        }
        assertThatThrownBy(() -> registry.acknowledge("a", 0, "x")).isInstanceOf(ShardException.class);
    }

    private static final class MovableClock extends Clock {
        private Instant now = Instant.parse("2026-11-20T12:00:00Z");

        void advance(long seconds) {
            now = now.plusSeconds(seconds);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
