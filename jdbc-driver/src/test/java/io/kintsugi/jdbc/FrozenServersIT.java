package io.kintsugi.jdbc;

import io.kintsugi.embedded.PostgresOptions;
import io.kintsugi.embedded.PostgresServer;
import org.junit.jupiter.api.Test;

class FrozenServersIT extends FrozenServersContract {
    @Test
    void frozenServer_holdsNobody() throws Exception {
        try (PostgresServer server = PostgresServer.started(
                PostgresOptions.builder().name("mute").durable(false).build())) {
            holdsNobody(server, "postgresql", "");
        }
    }
}
