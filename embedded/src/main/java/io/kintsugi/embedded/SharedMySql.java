package io.kintsugi.embedded;

import java.util.UUID;

/**
 * One MySQL server for all tests of a process: started at the first use, not durable, stopped when the process ends.
 * Tests keep apart by taking a database each. Thread-safe.
 */
public final class SharedMySql {

    private final MySqlServer server;

    private SharedMySql(MySqlServer server) {
        this.server = server;
    }

    public static SharedMySql get() {
        return Holder.SHARED;
    }

    /** Not to be stopped, paused or reconfigured: others use it too. */
    public MySqlServer server() {
        return server;
    }

    /** A new, empty database with a name nobody else has. */
    public Database newDatabase() {
        String name = "test_" + UUID.randomUUID().toString().replace("-", "");
        server.createDatabase(name);
        return new Database(name, server.jdbcUrl(name));
    }

    /** A database and the way to it. */
    public record Database(String name, String jdbcUrl) {}

    /** One for the process, for the reason that {@link SharedPostgres} has. */
    private static final class Holder {

        private static final SharedMySql SHARED = new SharedMySql(MySqlServer.started(MySqlOptions.builder()
                .name("shared")
                .durable(false)
                .setting("max-connections", "200")
                .build()));
    }
}
