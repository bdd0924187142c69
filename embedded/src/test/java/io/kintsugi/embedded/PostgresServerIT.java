package io.kintsugi.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PostgresServerIT {

    private static final PostgresOptions OPTIONS =
            PostgresOptions.builder().durable(false).build();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void restart_keepsDataAndPort(boolean killed) throws SQLException {
        PostgresOptions durable = PostgresOptions.builder().durable(true).build();
        try (PostgresServer server = PostgresServer.started(durable)) {
            server.createDatabase("shop \"1\"");
            Queries.execute(server, "shop \"1\"", "CREATE TABLE t AS SELECT generate_series(1, 1000) AS id");
            int port = server.port();
            if (killed) {
                server.kill();
            } else {
                server.stop();
            }
            assertThat(server.isRunning()).isFalse();

            server.start();

            assertThat(server.port()).isEqualTo(port);
            assertThat(Queries.number(server, "shop \"1\"", "SELECT count(*) FROM t"))
                    .isEqualTo(1000);
        }
    }

    @Test
    void close_deletesTemporaryFolder_andStopIsRepeatable() {
        PostgresServer server = PostgresServer.started(OPTIONS);
        server.stop();
        server.stop();
        server.close();

        assertThat(server.dataFolder()).doesNotExist();
        assertThatThrownBy(server::pid).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void givenFolder_isKeptAndOpenedAgain() throws SQLException {
        PostgresOptions options =
                OPTIONS.toBuilder().dataFolder(folder.resolve("a/b")).build();
        enterable(folder);
        try (PostgresServer server = PostgresServer.started(options)) {
            Queries.execute(server, "postgres", "CREATE TABLE t AS SELECT 42 AS id");
        }
        try (PostgresServer server = PostgresServer.started(options)) {
            assertThat(Queries.number(server, "postgres", "SELECT id FROM t")).isEqualTo(42);
            assertThatThrownBy(() -> PostgresServer.started(options))
                    .isInstanceOf(EmbeddedServerException.class)
                    .hasMessageContaining(Long.toString(server.pid()));
        }
    }

    @Test
    void takenPort_isNamed_andNothingIsLeft() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            PostgresOptions options = OPTIONS.toBuilder()
                    .port(taken.getLocalPort())
                    .stateFolder(folder)
                    .build();

            EmbeddedServerException failed =
                    catchThrowableOfType(EmbeddedServerException.class, () -> PostgresServer.started(options));

            assertThat(failed.failure()).isEqualTo(ServerFailure.PORT_TAKEN);
            assertThat(failed).hasMessageContaining(Integer.toString(taken.getLocalPort()));
            assertThat(failed.getMessage()).contains("Address already in use").contains("port 0");
            assertThat(folder).isEmptyDirectory();
        }
    }

    @Test
    void servers_haveTheirOwnPortAndIdentity() throws SQLException {
        Set<Long> identifiers = new HashSet<>();
        Set<Integer> ports = new HashSet<>();
        for (int index = 0; index < 3; index++) {
            try (PostgresServer server = PostgresServer.started(OPTIONS)) {
                ports.add(server.port());
                identifiers.add(
                        Queries.number(server, "postgres", "SELECT system_identifier FROM pg_control_system()"));
            }
        }
        assertThat(identifiers).hasSize(3);
        assertThat(ports).hasSize(3);
    }

    @Test
    void settingsAndDefaults_areInForce() throws SQLException {
        PostgresOptions options = OPTIONS.toBuilder()
                .setting("work_mem", "7MB")
                .setting("application_name", "it's \\ quoted")
                .build();
        try (PostgresServer server = PostgresServer.started(options)) {
            assertThat(Queries.text(server, "SHOW work_mem")).isEqualTo("7MB");
            assertThat(Queries.text(server, "SELECT reset_val FROM pg_settings WHERE name = 'wal_level'"))
                    .isEqualTo("logical");
            assertThat(Queries.text(server, "SHOW server_version_num")).startsWith("18");
            assertThat(Queries.text(server, "SELECT datlocale FROM pg_database WHERE datname = 'postgres'"))
                    .isEqualTo("C.UTF-8");
            assertThat(Queries.text(server, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
            Queries.execute(server, "postgres", "BEGIN; CREATE TABLE p (id int); PREPARE TRANSACTION 'x'");
            Queries.execute(server, "postgres", "ROLLBACK PREPARED 'x'");
            Queries.text(server, "SELECT lsn FROM pg_create_logical_replication_slot('s', 'pgoutput', true)");
        }
    }

    @Test
    void icuLocale_sortsAsPeopleDo() throws SQLException {
        PostgresOptions options =
                OPTIONS.toBuilder().locale(DatabaseLocale.icu("en-US")).build();
        try (PostgresServer server = PostgresServer.started(options)) {
            assertThat(Queries.text(server, "SELECT 'a' < 'B'")).isEqualTo("t");
        }
    }

    @Test
    void password_isDemanded() throws SQLException {
        String password = "p'w \\ \"&%; ü";
        PostgresOptions options =
                OPTIONS.toBuilder().superuser("Owner ü").password(password).build();
        try (PostgresServer server = PostgresServer.started(options)) {
            assertThat(Queries.text(server, "SELECT current_user")).isEqualTo("Owner ü");
            String url = "jdbc:postgresql://127.0.0.1:" + server.port() + "/postgres";
            assertThatThrownBy(() ->
                            DriverManager.getConnection(url, "Owner ü", "wrong").close())
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
            try (PostgresServer replica = server.cloneReplica("r")) {
                assertThat(Queries.text(replica, "SELECT pg_is_in_recovery()")).isEqualTo("t");
            }
        }
    }

    @Test
    void pausedServer_staysUp_andAnswersAfterwards() throws SQLException {
        try (PostgresServer server = PostgresServer.started(OPTIONS);
                Connection connection = server.connect("postgres")) {
            server.pause();
            assertThat(server.isRunning()).isTrue();
            assertThat(server.isPaused()).isTrue();
            connection.setNetworkTimeout(Runnable::run, 300);
            assertThatThrownBy(() -> connection.createStatement().execute("SELECT 1"))
                    .isInstanceOf(SQLException.class);

            server.resume();

            assertThat(Queries.number(server, "postgres", "SELECT 1")).isEqualTo(1);
            server.pause();
            server.stop();
            assertThat(server.isRunning()).isFalse();
        }
    }

    @Test
    void interruptedThread_stopsItsServer() {
        PostgresServer server = PostgresServer.started(OPTIONS);
        Thread.currentThread().interrupt();
        server.close();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(server.isRunning()).isFalse();
        assertThat(server.dataFolder()).doesNotExist();
    }

    @Test
    void killedMainProcessAlone_canBeStartedAgain() throws SQLException {
        try (PostgresServer server = PostgresServer.started(OPTIONS)) {
            Queries.execute(server, "postgres", "CREATE TABLE t AS SELECT 7 AS id");
            ProcessHandle main = ProcessHandle.of(server.pid()).orElseThrow();
            List<ProcessHandle> children = main.children().toList();
            main.destroyForcibly();
            assertThat(Await.until(
                            Duration.ofSeconds(30), () -> children.stream().noneMatch(ServerProcess::isAlive)))
                    .isTrue();

            server.start();

            assertThat(Queries.number(server, "postgres", "SELECT id FROM t")).isEqualTo(7);
        }
    }

    @Test
    void badSetting_isNamedWithTheLog() {
        PostgresOptions options =
                OPTIONS.toBuilder().setting("no_such_thing", "1").build();

        EmbeddedServerException failed =
                catchThrowableOfType(EmbeddedServerException.class, () -> PostgresServer.started(options));

        assertThat(failed.failure()).isEqualTo(ServerFailure.BAD_SETTING);
        assertThat(failed).hasMessageContaining("no_such_thing");
    }

    @Test
    void badLocale_isNamed() {
        PostgresOptions options =
                OPTIONS.toBuilder().locale(DatabaseLocale.libc("xx_YY")).build();

        EmbeddedServerException failed =
                catchThrowableOfType(EmbeddedServerException.class, () -> PostgresServer.started(options));

        assertThat(failed.failure()).isEqualTo(ServerFailure.BAD_LOCALE);
    }

    @Test
    void corruptFolder_isNamed() throws IOException {
        enterable(folder);
        Path data = folder.resolve("data");
        PostgresOptions options = OPTIONS.toBuilder().dataFolder(data).build();
        PostgresServer.started(options).close();
        Files.write(data.resolve("global/pg_control"), new byte[8192]);

        EmbeddedServerException failed =
                catchThrowableOfType(EmbeddedServerException.class, () -> PostgresServer.started(options));

        assertThat(failed.failure()).isIn(ServerFailure.CORRUPT_DATA, ServerFailure.INCOMPATIBLE_DATA);
        assertThat(failed).hasMessageContaining(data.toString());
    }

    @Test
    void folderOfSomethingElse_isLeftAlone() throws IOException {
        enterable(folder);
        Path file = Files.writeString(folder.resolve("letter.txt"), "dear");
        PostgresOptions options = OPTIONS.toBuilder().dataFolder(folder).build();

        EmbeddedServerException failed =
                catchThrowableOfType(EmbeddedServerException.class, () -> PostgresServer.started(options));

        assertThat(failed.failure()).isEqualTo(ServerFailure.CORRUPT_DATA);
        assertThat(file).hasContent("dear");
    }

    @Test
    void unwritableFolder_isNamed() {
        PostgresOptions options =
                OPTIONS.toBuilder().dataFolder(Path.of("/proc/kintsugi/data")).build();

        EmbeddedServerException failed =
                catchThrowableOfType(EmbeddedServerException.class, () -> PostgresServer.started(options));

        assertThat(failed.failure()).isEqualTo(ServerFailure.READ_ONLY);
        assertThat(failed).hasMessageContaining("/proc/kintsugi/data");
    }

    @Test
    void sharedServer_givesEachItsOwnDatabase() throws SQLException {
        List<SharedPostgres.Database> databases =
                List.of(SharedPostgres.get().newDatabase(), SharedPostgres.get().newDatabase());
        for (SharedPostgres.Database database : databases) {
            try (Connection connection = DriverManager.getConnection(database.jdbcUrl())) {
                connection.createStatement().execute("CREATE TABLE same_name (id int)");
            }
        }
        assertThat(databases.get(0).name()).isNotEqualTo(databases.get(1).name());
    }

    /** JUnit makes its folders private; as root, the server's user must be able to pass them. */
    private static void enterable(Path folder) {
        assertThat(folder.toFile().setExecutable(true, false)).isTrue();
    }
}
