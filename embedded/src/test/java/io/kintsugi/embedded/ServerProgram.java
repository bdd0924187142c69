package io.kintsugi.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/** A program of its own that tests run as another user, or kill. */
final class ServerProgram {

    private ServerProgram() {}

    /** First argument: what to do. */
    public static void main(String[] arguments) throws IOException, SQLException {
        switch (arguments[0]) {
            case "use" -> use();
            case "leave" -> leave(Path.of(arguments[1]));
            case "detach" -> detach(Path.of(arguments[1]));
            case "unwritable" -> unwritable(Path.of(arguments[1]));
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    private static void use() throws SQLException {
        PostgresOptions options = PostgresOptions.builder().durable(false).build();
        try (PostgresServer server = PostgresServer.started(options);
                PostgresServer replica = server.cloneReplica("copy")) {
            server.requireSynchronous(1, List.of("copy"));
            Queries.execute(server, "postgres", "CREATE TABLE t (id int)");
            replica.pause();
            replica.resume();
            server.kill();
            server.start();
            System.out.println("used " + Queries.number(server, "postgres", "SELECT count(*) FROM t"));
        }
    }

    private static void leave(Path stateFolder) throws IOException {
        PostgresServer.started(PostgresOptions.builder()
                .name("left")
                .durable(false)
                .stateFolder(stateFolder)
                .build());
        System.out.println("left");
        System.in.read();
    }

    private static void detach(Path stateFolder) {
        PostgresServer.started(PostgresOptions.builder()
                .durable(false)
                .detached(true)
                .stateFolder(stateFolder)
                .build());
        System.out.println("detached");
    }

    private static void unwritable(Path folder) {
        try {
            PostgresServer.started(PostgresOptions.builder().dataFolder(folder).build());
        } catch (EmbeddedServerException failed) {
            System.out.println(failed.failure() + " " + failed.getMessage());
        }
    }
}
