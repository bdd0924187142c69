package io.kintsugi.embedded;

import java.util.UUID;

/**
 * One server for all tests of a process: started at the first use, not durable, stopped when the process ends. Tests
 * keep apart by taking a database each. Thread-safe.
 */
public final class SharedPostgres {

    private final PostgresServer server;

    private SharedPostgres(PostgresServer server) {
        this.server = server;
    }

    public static SharedPostgres get() {
        return Holder.SHARED;
    }

    /** Not to be stopped, paused or reconfigured: others use it too. */
    public PostgresServer server() {
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

    /**
     * The one place that holds state for the whole process: test classes of a module share neither a caller nor a
     * context to pass a server through, and a server for each would cost more than the tests.
     */
    private static final class Holder {

        private static final SharedPostgres SHARED = new SharedPostgres(PostgresServer.started(PostgresOptions.builder()
                .name("shared")
                .durable(false)
                .setting("max_connections", "200")
                .build()));
    }
}
