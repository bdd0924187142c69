package io.kintsugi.embedded;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * MySQL servers for all tests of a process: each started at its first use, not durable, stopped when the process ends.
 * Tests keep apart by taking databases of their own. A shard wants a server of its own, so there are several.
 * Thread-safe.
 */
public final class SharedMySql {

    private static final int SERVERS_MAX = 8;

    private final MySqlServer server;

    private SharedMySql(MySqlServer server) {
        this.server = server;
    }

    /** The first server. */
    public static SharedMySql get() {
        return Holder.server(0);
    }

    /** A new, empty database with one name nobody else has on each of the first {@code count} servers, at most 8. */
    public static List<Database> newDatabases(int count) {
        String name = newName();
        List<Database> databases = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            databases.add(Holder.server(index).create(name));
        }
        return List.copyOf(databases);
    }

    /** Not to be stopped, paused or reconfigured: others use it too. */
    public MySqlServer server() {
        return server;
    }

    /** A new, empty database with a name nobody else has. */
    public Database newDatabase() {
        return create(newName());
    }

    private Database create(String name) {
        server.createDatabase(name);
        return new Database(name, server.port(), server.jdbcUrl(name));
    }

    private static String newName() {
        return "test_" + UUID.randomUUID().toString().replace("-", "");
    }

    /** A database and the way to it, as the administrator, who is called {@code root} and has no password. */
    public record Database(String name, int port, String jdbcUrl) {}

    /** Of the process, for the reason that {@link SharedPostgres} has. */
    private static final class Holder {

        private static final List<SharedMySql> SERVERS = new ArrayList<>();

        static synchronized SharedMySql server(int index) {
            if (index < 0 || index >= SERVERS_MAX) {
                throw new IllegalArgumentException(
                        "There are " + SERVERS_MAX + " shared servers, and no number " + index);
            }
            while (SERVERS.size() <= index) {
                SERVERS.add(new SharedMySql(MySqlServer.started(MySqlOptions.builder()
                        .name("shared-" + SERVERS.size())
                        .durable(false)
                        .setting("max-connections", "200")
                        .build())));
            }
            return SERVERS.get(index);
        }
    }
}
