package io.kintsugi.jdbc;

import io.kintsugi.embedded.MySqlOptions;
import io.kintsugi.embedded.MySqlServer;
import io.kintsugi.testkit.engine.MySqlTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The native driver itself waits 30 seconds before it gives up a cancel. */
@Tag("proof")
@MySqlTest
class MySqlFrozenServersIT extends FrozenServersContract {
    @Test
    void frozenServer_holdsNobody() throws Exception {
        try (MySqlServer server = MySqlServer.started(
                MySqlOptions.builder().name("mute").durable(false).build())) {
            holdsNobody(server, "mysql", "?sslMode=DISABLED&allowPublicKeyRetrieval=true");
        }
    }
}
