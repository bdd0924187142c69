package io.kintsugi.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kintsugi.testkit.engine.MySqlTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@MySqlTest(inContainer = false)
final class MySqlServerIT {

    private static final MySqlOptions OPTIONS =
            MySqlOptions.builder().durable(false).build();
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final long PSS_BYTES_MAX = 1_500L << 20;

    @TempDir
    private Path folder;

    @Test
    void killedAndRestartedServer_keepsDataAndPort() throws SQLException {
        MySqlOptions durable = MySqlOptions.builder().durable(true).build();
        try (MySqlServer server = MySqlServer.started(durable)) {
            server.createDatabase("shop `1`");
            Queries.execute(server, "shop `1`", "CREATE TABLE t AS SELECT 42 AS id");
            int port = server.port();
            server.kill();
            assertThat(server.isRunning()).isFalse();
            server.start();
            server.stop();
            server.start();

            assertThat(server.port()).isEqualTo(port);
            assertThat(Queries.number(server, "shop `1`", "SELECT id FROM t")).isEqualTo(42);
            assertThat(server.engine()).matches("(MySQL|MariaDB) \\d+\\.\\d+\\.\\d+");
        }
    }

    @Test
    void givenFolder_isKeptAndOpenedAgain_withItsPassword() throws SQLException {
        assertThat(folder.toFile().setExecutable(true, false)).isTrue();
        String password = "p'w \\ \"&%; ü";
        MySqlOptions options = OPTIONS.toBuilder()
                .dataFolder(folder.resolve("a/b"))
                .user("Owner ü")
                .password(password)
                .build();
        try (MySqlServer server = MySqlServer.started(options)) {
            Queries.execute(server, "mysql", "CREATE DATABASE shop");
            assertThat(MySqlAccounts.file(server.dataFolder())).doesNotExist();
        }
        try (MySqlServer server = MySqlServer.started(options)) {
            assertThat(Queries.number(server, "shop", "SELECT count(*) FROM mysql.user WHERE user = 'Owner ü'"))
                    .isEqualTo(1);
            String url = "jdbc:mysql://127.0.0.1:" + server.port() + "/shop?sslMode=DISABLED";
            assertThatThrownBy(() ->
                            DriverManager.getConnection(url, "Owner ü", "wrong").close())
                    .isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> MySqlServer.started(options))
                    .isInstanceOf(EmbeddedServerException.class)
                    .hasMessageContaining(Long.toString(server.pid()));
        }
    }

    @Test
    void stockSettings_areInForce_andIdentitiesDiffer() throws SQLException {
        try (MySqlServer server = MySqlServer.started(OPTIONS.toBuilder()
                        .setting("sort_buffer_size", "300000")
                        .build());
                MySqlServer other = MySqlServer.started(OPTIONS)) {
            assertThat(setting(server, "gtid_mode")).isEqualTo("ON");
            assertThat(setting(server, "binlog_format")).isEqualTo("ROW");
            assertThat(setting(server, "character_set_server")).isEqualTo("utf8mb4");
            assertThat(setting(server, "bind_address")).isEqualTo("127.0.0.1");
            assertThat(setting(server, "sort_buffer_size")).isEqualTo("300000");
            assertThat(setting(server, "server_uuid")).isNotEqualTo(setting(other, "server_uuid"));
            assertThat(setting(server, "server_id")).isNotEqualTo(setting(other, "server_id"));
        }
    }

    @Test
    void close_deletesTemporaryFolder_andStopIsRepeatable() {
        MySqlServer server = MySqlServer.started(OPTIONS);
        server.stop();
        server.stop();
        server.close();

        assertThat(server.dataFolder()).doesNotExist();
        assertThatThrownBy(server::pid).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void takenPortAndBadSetting_areNamed_andNothingIsLeft() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Path state = folder.resolve("state");
            MySqlOptions options = OPTIONS.toBuilder()
                    .port(taken.getLocalPort())
                    .stateFolder(state)
                    .build();

            EmbeddedServerException failed =
                    catchThrowableOfType(EmbeddedServerException.class, () -> MySqlServer.started(options));

            assertThat(failed.failure()).isEqualTo(ServerFailure.PORT_TAKEN);
            assertThat(state).isEmptyDirectory();
        }
        MySqlOptions wrong = OPTIONS.toBuilder().setting("no_such_thing", "1").build();
        EmbeddedServerException failed =
                catchThrowableOfType(EmbeddedServerException.class, () -> MySqlServer.started(wrong));
        assertThat(failed.failure()).isEqualTo(ServerFailure.BAD_SETTING);
        assertThat(failed).hasMessageContaining("no-such-thing");
    }

    @Test
    void folderOfSomethingElse_isLeftAlone() throws IOException {
        assertThat(folder.toFile().setExecutable(true, false)).isTrue();
        Path file = Files.writeString(folder.resolve("letter.txt"), "dear");
        MySqlOptions options = OPTIONS.toBuilder().dataFolder(folder).build();

        EmbeddedServerException failed =
                catchThrowableOfType(EmbeddedServerException.class, () -> MySqlServer.started(options));

        assertThat(failed.failure()).isEqualTo(ServerFailure.CORRUPT_DATA);
        assertThat(file).hasContent("dear");
    }

    @Test
    void leftoverServer_isFoundAndStopped() {
        Path state = folder.resolve("state");
        MySqlServer server = MySqlServer.started(
                OPTIONS.toBuilder().name("left").stateFolder(state).build());

        assertThat(LeftoverServers.find(state)).singleElement().satisfies(left -> {
            assertThat(left.name()).isEqualTo("left");
            assertThat(left.pid()).isEqualTo(server.pid());
            assertThat(left.ownerAlive()).isTrue();
        });
        assertThat(LeftoverServers.stopAll(state)).hasSize(1);
        assertThat(server.isRunning()).isFalse();
        assertThat(server.dataFolder()).doesNotExist();
        server.close();
    }

    @Test
    void pausedServer_staysUp_andAnswersAfterwards() throws SQLException {
        try (MySqlServer server = MySqlServer.started(OPTIONS);
                Connection connection = server.connect("mysql")) {
            server.pause();
            assertThat(server.isPaused()).isTrue();
            connection.setNetworkTimeout(Runnable::run, 300);
            assertThatThrownBy(() -> connection.createStatement().execute("SELECT 1"))
                    .isInstanceOf(SQLException.class);
            server.resume();
            assertThat(Queries.number(server, "mysql", "SELECT 1")).isEqualTo(1);
        }
    }

    @Test
    void replicas_followAndAreWaitedFor_andFitIntoLittleMemory() throws Exception {
        ExecutorService executor = Executors.newSingleThreadExecutor();
        try (ReplicaSetServers set = ReplicaSetServers.started("s0", 2, 1, OPTIONS)) {
            assertThat(set.all()).extracting(DatabaseServer::name).containsExactly("s0-a", "s0-b", "s0-c");
            DatabaseServer primary = set.primary();
            primary.createDatabase("shop");
            Queries.execute(primary, "shop", "CREATE TABLE t (id bigint PRIMARY KEY)");
            Queries.execute(primary, "shop", "INSERT INTO t VALUES (7)");
            for (DatabaseServer replica : set.replicas()) {
                assertThat(Await.until(LIMIT, () -> sees(replica, 7))).isTrue();
                assertThatThrownBy(() -> Queries.execute(replica, "shop", "INSERT INTO t VALUES (8)"))
                        .hasMessageContaining("read-only");
            }
            set.replicas().forEach(DatabaseServer::pause);
            Future<?> commit = executor.submit(() -> {
                Queries.execute(primary, "shop", "INSERT INTO t VALUES (9)");
                return null;
            });
            assertThatThrownBy(() -> commit.get(500, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            assertThat(Queries.number(primary, "shop", "SELECT count(*) FROM t WHERE id = 9"))
                    .isZero();
            set.replicas().get(0).resume();
            commit.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            assertThat(Await.until(LIMIT, () -> sees(set.replicas().get(0), 9))).isTrue();
            set.replicas().get(1).resume();

            set.replicas().get(1).kill();
            set.replicas().get(1).start();
            primary.stop();
            primary.start();
            Queries.execute(primary, "shop", "INSERT INTO t VALUES (10)");
            for (DatabaseServer replica : set.replicas()) {
                assertThat(Await.until(LIMIT, () -> sees(replica, 10))).isTrue();
            }
            assertThat(proportionalSetBytes(set)).isPositive().isLessThan(PSS_BYTES_MAX);
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void engine_isWrittenDown_asTheServerTellsIt() throws Exception {
        try (MySqlServer server = MySqlServer.started(OPTIONS)) {
            assertThat(server.engine()).startsWith("MySQL ");
            assertThat(Path.of(System.getProperty(EngineRecord.FOLDER_PROPERTY), "mysql.txt"))
                    .content()
                    .contains(server.engine());
        }
    }

    @Test
    void missingHome_isNamedWithTheWayOut() {
        assertThatThrownBy(() -> MySqlBinaries.in(folder))
                .isInstanceOf(EmbeddedServerException.class)
                .hasMessageContaining("bin/mysqld")
                .hasMessageContaining(MySqlBinaries.HOME_VARIABLE);
    }

    private static boolean sees(DatabaseServer server, int id) {
        try {
            return Queries.number(server, "shop", "SELECT count(*) FROM t WHERE id = " + id) == 1;
        } catch (SQLException notThereYet) {
            return false;
        }
    }

    private static String setting(MySqlServer server, String name) throws SQLException {
        return Queries.text(server, "mysql", "SELECT @@global." + name);
    }

    private static long proportionalSetBytes(ReplicaSetServers set) throws IOException {
        long kilobytes = 0;
        for (DatabaseServer server : set.all()) {
            for (String line : Files.readAllLines(Path.of("/proc", "" + server.pid(), "smaps_rollup"))) {
                if (line.startsWith("Pss:")) {
                    kilobytes += Long.parseLong(line.replaceAll("\\D", ""));
                }
            }
        }
        System.out.println("Three MySQL servers hold " + (kilobytes >> 10) + " MiB (sum of PSS)");
        return kilobytes << 10;
    }
}
