package io.kintsugi.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.kintsugi.testkit.engine.MySqlTest;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** What also works where only MariaDB can be started: a server that says what it is. */
@MySqlTest(onMariaDb = true)
final class MySqlFallbackIT {

    @Test
    void server_startsKeepsItsDataAndTellsItsEngine() throws SQLException {
        MySqlOptions options =
                MySqlOptions.builder().durable(false).password("a secret").build();
        try (MySqlServer server = MySqlServer.started(options)) {
            server.createDatabase("shop");
            Queries.execute(server, "shop", "CREATE TABLE t AS SELECT 42 AS id");
            server.kill();
            server.start();
            assertThat(Queries.number(server, "shop", "SELECT id FROM t")).isEqualTo(42);
            assertThat(server.engine()).isEqualTo(named() ? "MySQL " + version(server) : "MariaDB " + version(server));
        }
    }

    private static boolean named() {
        return MySqlBinaries.namedHome().isPresent();
    }

    private static String version(MySqlServer server) throws SQLException {
        return Queries.text(server, "shop", "SELECT regexp_replace(version(), '-.*', '')");
    }
}
