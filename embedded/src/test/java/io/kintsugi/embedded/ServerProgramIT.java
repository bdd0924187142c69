package io.kintsugi.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What needs a process of its own: another user, a JVM that is killed, two JVMs at once. */
final class ServerProgramIT {

    private static final Duration LIMIT = Duration.ofMinutes(2);

    private Path folder;

    @BeforeEach
    void makeFolderEverybodyMayEnter() throws IOException {
        folder = Files.createTempDirectory("kintsugi-it").toRealPath();
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @AfterEach
    void deleteFolder() throws IOException {
        LeftoverServers.stopAll(folder.resolve("state"));
        FileTrees.delete(folder);
    }

    /** Nobody has no home: binaries, templates and data all go below the temporary folder, unpacked by one of two. */
    @Test
    void ordinaryUser_runsServersDirectly_twoProcessesAtOnce() throws Exception {
        ServerUser user = ordinaryUser();
        List<Process> processes = new ArrayList<>();
        for (int index = 0; index < 2; index++) {
            processes.add(start(user, "out" + index, "use"));
        }
        for (int index = 0; index < 2; index++) {
            assertThat(processes.get(index).waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
            assertThat(Files.readString(folder.resolve("out" + index))).contains("used 0");
            assertThat(processes.get(index).exitValue()).isZero();
        }
    }

    @Test
    void ordinaryUser_isToldOfReadOnlyFolder() throws Exception {
        ServerUser user = ordinaryUser();
        Path readOnly = Files.createDirectory(folder.resolve("read-only"));
        Files.setPosixFilePermissions(readOnly, PosixFilePermissions.fromString("r-xr-xr-x"));

        for (Path data : List.of(readOnly, readOnly.resolve("data"))) {
            Process process = start(user, "out", "unwritable", data.toString());
            assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(Files.readString(folder.resolve("out")))
                    .contains("READ_ONLY")
                    .contains(data.toString());
        }
    }

    @Test
    void killedProcess_leavesServerThatIsFoundAndStopped() throws Exception {
        Path state = folder.resolve("state");
        Process process = new ProcessBuilder(java(folder, classPath(), "leave", state.toString()))
                .redirectErrorStream(true)
                .start();
        awaitLine(process, "left");
        assertThat(LeftoverServers.find(state)).singleElement().matches(LeftoverServer::ownerAlive);

        process.destroyForcibly().waitFor();

        List<LeftoverServer> found = LeftoverServers.find(state);
        assertThat(found).extracting(LeftoverServer::name).containsExactly("left");
        assertThat(found.get(0).ownerAlive()).isFalse();
        assertThat(LeftoverServers.stopAll(state)).isEqualTo(found);
        assertThat(LeftoverServers.find(state)).isEmpty();
        assertThat(ServerProcess.find(found.get(0).dataFolder())).isEmpty();
        assertThat(found.get(0).dataFolder()).doesNotExist();
        assertThat(state).isEmptyDirectory();
    }

    @Test
    void endingProcess_stopsItsServers() throws Exception {
        Path state = folder.resolve("state");
        Process process = new ProcessBuilder(java(folder, classPath(), "leave", state.toString()))
                .redirectErrorStream(true)
                .start();
        awaitLine(process, "left");
        Path data = LeftoverServers.find(state).get(0).dataFolder();

        process.getOutputStream().close();
        assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();

        assertThat(LeftoverServers.find(state)).isEmpty();
        assertThat(data).doesNotExist();
        assertThat(state).isEmptyDirectory();
    }

    @Test
    void detachedServer_outlivesItsProcess() throws Exception {
        Path state = folder.resolve("state");
        Process process = new ProcessBuilder(java(folder, classPath(), "detach", state.toString()))
                .redirectErrorStream(true)
                .start();
        awaitLine(process, "detached");
        assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();

        assertThat(LeftoverServers.find(state)).hasSize(1);
        assertThat(LeftoverServers.stopAll(state)).hasSize(1);
        assertThat(LeftoverServers.find(state)).isEmpty();
    }

    /** What is unpacked and configured under a private umask must still be readable by the server's user. */
    @Test
    void privateUmask_andFreshCache_work() throws Exception {
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", "umask 077; exec \"$@\"", "sh"));
        List<String> java = java(folder, classPath(), "use");
        java.add(1, "-D" + CacheFolder.PROPERTY + "=" + folder.resolve("cache"));
        command.addAll(java);

        Commands.Result result = Commands.run(command, folder, LIMIT);

        assertThat(result.output()).contains("used 0");
    }

    @Test
    void cacheOpenToOthers_isRefused() throws Exception {
        Path cache = Files.createDirectory(folder.resolve("open"));
        Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString("rwxrwxrwx"));
        List<String> java = java(folder, classPath(), "use");
        java.add(1, "-D" + CacheFolder.PROPERTY + "=" + cache);

        Commands.Result result = Commands.run(java, folder, LIMIT);

        assertThat(result.output()).contains("can be written by another user").contains(CacheFolder.PROPERTY);
    }

    /** The id in a stale file may long belong to somebody else. */
    @Test
    void foreignProcess_isNeverTakenForServer() throws Exception {
        Path data = Files.createDirectories(folder.resolve("data"));
        Process stranger = new ProcessBuilder("sleep", "60").start();
        try {
            Files.writeString(
                    data.resolve(ServerProcess.Kind.POSTGRESQL.pidFile()), stranger.pid() + "\n" + data + "\n");
            ServerMarker.of(folder.resolve("state"), "stale", data, 1, true).write();

            assertThat(LeftoverServers.find(folder.resolve("state"))).isEmpty();
            assertThat(LeftoverServers.stopAll(folder.resolve("state"))).isEmpty();

            assertThat(stranger.isAlive()).isTrue();
            assertThat(data).isNotEmptyDirectory();
        } finally {
            stranger.destroyForcibly().waitFor();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"setpriv", "runuser", "su"})
    void everyTool_dropsPrivileges(String tool) throws IOException {
        ServerUser user = ServerUser.detect();
        Optional<List<String>> prefix =
                ServerUser.prefix(tool, user.principal().getName(), user.group().getName());
        if (!user.isDropped() || prefix.isEmpty()) {
            return;
        }
        List<String> command = new ArrayList<>(prefix.get());
        command.addAll(List.of("/bin/sh", "-c", "id -un; echo \"$1\"", "-D", "two words"));

        Commands.Result result = Commands.run(command, Path.of("/"), LIMIT);

        assertThat(result.output()).isEqualTo(user.principal().getName() + "\ntwo words\n");
    }

    private static ServerUser ordinaryUser() throws IOException {
        return ServerUser.detect().isDropped() ? ServerUser.unprivileged(List.of("nobody")) : ServerUser.detect();
    }

    private Process start(ServerUser user, String output, String... arguments) throws IOException {
        Path temporary = folder.resolve("tmp");
        if (!Files.exists(temporary)) {
            FileTrees.createPrivateFolder(temporary);
            FileTrees.giveTo(user, temporary);
        }
        return new ProcessBuilder(user.command(java(temporary, readableClassPath(), arguments)))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(output).toFile())
                .start();
    }

    private static List<String> java(Path temporary, String classPath, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                classPath,
                ServerProgram.class.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    /** The class path, copied to where everybody may read it: root's home is closed to others. */
    private String readableClassPath() throws IOException {
        List<String> copies = new ArrayList<>();
        int index = 0;
        for (String entry : classPath().split(File.pathSeparator)) {
            Path source = Path.of(entry);
            Path copy = folder.resolve("class-path").resolve(index++ + "-" + source.getFileName());
            copies.add(copy.toString());
            if (Files.isDirectory(source) && !Files.exists(copy)) {
                FileTrees.copy(source, copy, path -> true);
            } else if (Files.isRegularFile(source) && !Files.exists(copy)) {
                Files.createDirectories(copy.getParent());
                Files.copy(source, copy);
            }
        }
        Commands.run(List.of("chmod", "-R", "a+rX", folder.resolve("class-path").toString()), folder, LIMIT);
        return String.join(File.pathSeparator, copies);
    }

    private static void awaitLine(Process process, String wanted) throws IOException {
        BufferedReader reader = process.inputReader(StandardCharsets.UTF_8);
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            if (line.equals(wanted)) {
                return;
            }
        }
        throw new AssertionError("The program ended before it said '" + wanted + "'");
    }
}
