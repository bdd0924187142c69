package io.kintsugi.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.kintsugi.cli.CliRunner;
import io.kintsugi.cli.CliRunner.Result;
import io.kintsugi.cli.console.ExitCode;
import io.kintsugi.cli.demo.home.DemoHome;
import io.kintsugi.cli.demo.home.DemoLock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a demo that was killed, or a disk that was full, may have left in the demo's folder. */
final class DemoStateTest {
    private DemoHome home = new DemoHome(Path.of(""));

    @BeforeEach
    void chooseAHome(@TempDir Path folder) throws IOException {
        // The user of the servers must be able to pass through, which folders for tests do not let others do.
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        home = new DemoHome(folder);
    }

    private Result run(String... arguments) {
        return new CliRunner()
                .with(DemoHome.VARIABLE, home.folder().toString())
                .with("PATH", "/usr/bin")
                .run(arguments);
    }

    private void writeRecord(String text) throws IOException {
        Files.write(home.recordFile(), text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "pid=\n",
                "pid=12x\nphase=ready\n",
                "pid=12\nphase=ready\npage=not a page\n",
                "pid=12\nphase=\\u00zz\n",
                "\u0000\u0001\u00ff\u00fe"
            })
    void recordThatIsDamaged_isNone_andIsClearedAway(String text) throws IOException {
        writeRecord(text);
        Result status = run("demo", "status");
        assertThat(status.exitCode()).as(status.error()).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(status.out()).contains("No demo runs from");
        assertThat(run("sql", "-c", "select 1").error()).contains("No demo runs", "way out:");

        try (DemoLock running = DemoLock.tryAcquire(home.lockFile()).orElseThrow()) {
            assertThat(running).isNotNull();
            assertThat(run("demo", "status").out()).contains("starting", "process unknown");
            assertThat(run("demo", "--small", "--smoke").error()).contains("A demo already runs", "[K1603]");
            assertThat(run("demo", "stop").error()).contains("is not known", "Ctrl-C");
        }

        Result stopped = run("demo", "stop");
        assertThat(stopped.exitCode()).as(stopped.error()).isEqualTo(ExitCode.OK);
        assertThat(home.recordFile()).doesNotExist();
    }

    /** Nobody is stopped, and nothing deleted, on the word of a file that says nothing. */
    @ParameterizedTest
    @ValueSource(strings = {"", "name=s0\n", "port=\\u00zz\n", "\u00ff"})
    void markerThatIsDamaged_isNamedWithTheWayOut(String text) throws IOException {
        Path marker = Files.createDirectories(home.servers()).resolve("port-7701.server");
        Files.write(marker, text.getBytes(StandardCharsets.ISO_8859_1));
        Path data = Files.createDirectories(home.data());
        for (String command : new String[] {"status", "stop"}) {
            Result result = run("demo", command);
            assertThat(result.exitCode()).isEqualTo(ExitCode.FAILURE);
            assertThat(result.error()).contains(marker.toString(), "delete it once no such server runs", "[K1704]");
        }
        assertThat(data).exists();
        Files.delete(marker);
        assertThat(run("demo", "stop").exitCode()).isEqualTo(ExitCode.OK);
        assertThat(data).doesNotExist();
    }

    @Test
    void lockThatIsAFolder_isNamed() throws IOException {
        Files.createDirectory(home.lockFile());
        Result result = run("demo", "status");
        assertThat(result.exitCode()).isEqualTo(ExitCode.FAILURE);
        assertThat(result.error()).contains(home.lockFile().toString(), "way out:", "[K1704]");
    }

    @Test
    void homeThatIsAFile_isNamedWithTheWayOut() throws IOException {
        home = new DemoHome(Files.createFile(home.folder().resolve("file")));
        Result result = run("demo", "--small", "--smoke");
        assertThat(result.exitCode()).isEqualTo(ExitCode.FAILURE);
        assertThat(result.error()).contains(home.folder().toString(), "way out:", DemoHome.VARIABLE);
        assertThat(run("demo", "status").exitCode()).isEqualTo(ExitCode.NOT_FOUND);
    }

    @Test
    void dataOfAKilledDemo_withoutServers_isDeletedByStop() throws IOException {
        Files.writeString(
                Files.createDirectories(home.data().resolve("s0/base")).resolve("1"), "x");
        Files.writeString(Files.createDirectories(home.managerState()).resolve("topology-1.yaml"), "x");
        Files.writeString(home.clusterFile(), "cluster: [");
        assertThat(run("demo", "status").exitCode()).isEqualTo(ExitCode.NOT_FOUND);
        Result stopped = run("demo", "stop");
        assertThat(stopped.exitCode()).as(stopped.error()).isEqualTo(ExitCode.OK);
        assertThat(home.data()).doesNotExist();
        assertThat(home.managerState()).doesNotExist();
        assertThat(home.clusterFile()).doesNotExist();
    }
}
