package io.kintsugi.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.kintsugi.cli.CliRunner;
import io.kintsugi.cli.CliRunner.Result;
import io.kintsugi.cli.console.ExitCode;
import io.kintsugi.cli.demo.home.DemoHome;
import io.kintsugi.cli.demo.home.DemoRecord;
import io.kintsugi.embedded.LeftoverServers;
import io.kintsugi.testkit.engine.MySqlTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The demo as a user meets it, small: started, found, refused a second time, killed, cleared away. */
final class DemoIT {
    private DemoHome home = new DemoHome(Path.of(""));

    @BeforeEach
    void chooseAHome() throws IOException {
        // A place that the servers' user can pass through, which a temporary folder of the test framework is not.
        Path folder = Files.createTempDirectory("kintsugi-demo-it");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        home = new DemoHome(folder);
    }

    @AfterEach
    void nothingIsLeft() throws IOException {
        run("demo", "stop");
        assertThat(LeftoverServers.find(home.servers())).isEmpty();
        assertThat(home.data()).doesNotExist();
        for (Path file :
                new Path[] {home.lockFile(), home.logFile(), home.folder().resolve("demo.out"), home.folder()}) {
            Files.deleteIfExists(file);
        }
    }

    private Result run(String... arguments) {
        return new CliRunner()
                .with(DemoHome.VARIABLE, home.folder().toString())
                .with("PATH", "/usr/bin")
                .run(arguments);
    }

    @Test
    void smoke_runsTheWorkloadAndItsSumsAgree() {
        Result result = run("demo", "--small", "--smoke", "--workload-seconds", "1", "--users", "50");
        assertThat(result.exitCode()).as(result.error()).isEqualTo(ExitCode.OK);
        assertThat(result.error()).contains("ok   sums", "nothing is left running");
        assertThat(result.out()).isEmpty();
    }

    @Test
    void lifecycle_detachUseRefuseStop() {
        Result started = run("demo", "--detach", "--small", "--workload-seconds", "1", "--users", "50");
        assertThat(started.exitCode()).as(started.error()).isEqualTo(ExitCode.OK);
        assertThat(started.out()).contains("jdbc:kintsugi:postgresql://127.0.0.1:", "status page", "demo stop");

        Result status = run("demo", "status", "-o", "json");
        assertThat(status.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(status.out()).contains("\"phase\": \"ready\"", "\"servers\": 3");

        Result users = run("sql", "--csv", "-c", "select count(*) from users");
        assertThat(users.out()).as(users.error()).isEqualTo("count\r\n50\r\n");
        assertThat(run("explain", "select * from users where user_id = 1").out())
                .contains("pass through");
        assertThat(run("doctor").out()).contains("Nothing is broken on 3 nodes");

        Result second = run("demo", "--small", "--smoke");
        assertThat(second.exitCode()).isEqualTo(ExitCode.PRECONDITION);
        assertThat(second.error()).contains("[K1603]", "http://127.0.0.1:");

        assertThat(run("demo", "stop").out()).contains("stopped");
        assertThat(run("demo", "status").exitCode()).isEqualTo(ExitCode.NOT_FOUND);
    }

    @Nested
    @MySqlTest(inContainer = false)
    final class OnMySql {
        @Test
        void lifecycle_detachUseExamineStop() {
            Result started = run(
                    "demo", "--dialect", "mysql", "--detach", "--small", "--workload-seconds", "1", "--users", "50");
            assertThat(started.exitCode()).as(started.error()).isEqualTo(ExitCode.OK);
            assertThat(started.error()).contains("ok   sums");
            assertThat(started.out()).contains("jdbc:kintsugi:mysql://127.0.0.1:", "jdbc:mysql://db:3306/shop");

            Result users = run("sql", "--csv", "-c", "select count(*) from users # a comment; of MySQL");
            assertThat(users.out()).as(users.error()).isEqualTo("count(*)\r\n50\r\n");
            assertThat(run("sql", "-c", "\\d orders").out()).contains("auto_increment", "sharded by user_id");
            assertThat(run("doctor").out())
                    .contains("Nothing is broken on 3 nodes", "SET PERSIST innodb_flush_log_at_trx_commit = 1;");
            assertThat(run("demo", "stop").out()).contains("stopped");
        }
    }

    @Test
    void killedDemo_leavesServers_whichTheNextOneStops() throws Exception {
        Result started = run("demo", "--detach", "--small", "--workload-seconds", "1", "--users", "50");
        assertThat(started.exitCode()).as(started.error()).isEqualTo(ExitCode.OK);
        long pid = DemoRecord.read(home.recordFile()).orElseThrow().pid();
        ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
        process.destroyForcibly();
        process.onExit().get(30, TimeUnit.SECONDS);

        Result status = run("demo", "status");
        assertThat(status.exitCode()).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(status.out()).contains("has left 3 servers running");
        Result next = run("demo", "--small", "--smoke", "--workload-seconds", "1", "--users", "50");
        assertThat(next.exitCode()).as(next.error()).isEqualTo(ExitCode.OK);
        assertThat(next.error()).contains("Stopped 3 servers that a killed demo had left.");
    }

    @Test
    void takenPort_isRefusedWhereItWasAskedFor() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            Result result = run("demo", "--small", "--smoke", "--port-base", port);
            assertThat(result.exitCode()).isEqualTo(ExitCode.PRECONDITION);
            assertThat(result.error()).contains("Port " + port + " is taken.", "--port-base", "[K1601]");
        }
        assertThat(run("demo", "--small", "--smoke", "--port-base", "65534").exitCode())
                .isEqualTo(ExitCode.USAGE);
    }

    @Test
    void takenUsualPort_givesWayToFreeOnes() throws IOException {
        ServerSocket taken = new ServerSocket();
        try (taken) {
            // Where somebody else has it already, it is taken as well.
            boolean mine = bind(taken, PortPlan.USUAL_BASE);
            Result result = run("demo", "--small", "--smoke", "--workload-seconds", "1", "--users", "20");
            assertThat(result.exitCode()).as("%s %s", mine, result.error()).isEqualTo(ExitCode.OK);
            assertThat(result.error()).doesNotContain("127.0.0.1:" + PortPlan.USUAL_BASE + "/");
        }
    }

    private static boolean bind(ServerSocket socket, int port) {
        try {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException already) {
            return false;
        }
    }
}
