package io.kintsugi.embedded;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Prepares data folders and starts servers on them: the half of {@link MySqlServer} that deals with the machine. */
final class MySqlLauncher implements ServerLifecycle.Launcher {

    static final String TEMPORARY_PREFIX = "kintsugi-mysql-";

    private static final int FAILURE_LOG_LINES = 25;
    private static final int READY_LOG_LINES = 200;
    private static final String READY = "ready for connections";
    private static final Path SETSID = Path.of("/usr/bin/setsid");
    private static final Duration KILL_LIMIT = Duration.ofSeconds(10);

    private final ServerUser user;
    private final MySqlBinaries binaries;
    private final MySqlOptions options;
    private final Path dataFolder;

    private MySqlLauncher(ServerUser user, MySqlBinaries binaries, MySqlOptions options, Path dataFolder) {
        this.user = user;
        this.binaries = binaries;
        this.options = options;
        this.dataFolder = dataFolder;
    }

    /** Makes a new data folder, or takes over the one that is there. */
    static MySqlLauncher open(MySqlOptions options) {
        MySqlLauncher launcher = prepare(options);
        try {
            if (FileTrees.isEmpty(launcher.dataFolder)) {
                new MySqlTemplate(launcher.binaries, launcher.user).copyTo(launcher.dataFolder, options);
                MySqlAccounts.write(launcher.dataFolder, options);
                launcher.user.takeOver(launcher.dataFolder);
                return launcher;
            }
            return launcher.takeOver();
        } catch (IOException failed) {
            EmbeddedServerException unusable = DataFolders.unusable(launcher.dataFolder, failed);
            launcher.deleteIfTemporary();
            throw unusable;
        } catch (EmbeddedServerException failed) {
            launcher.deleteIfTemporary();
            throw failed;
        }
    }

    /** The folder alone, for a replica to be copied into. */
    static MySqlLauncher openEmpty(MySqlOptions options) {
        MySqlLauncher launcher = prepare(options);
        try {
            DataFolders.requireEmpty(launcher.dataFolder);
            return launcher;
        } catch (IOException failed) {
            throw DataFolders.unusable(launcher.dataFolder, failed);
        }
    }

    static boolean isDataFolder(Path folder) {
        return Files.exists(folder.resolve("ibdata1")) && Files.isDirectory(folder.resolve("mysql"));
    }

    /** MySQL runs as root only when told to. */
    static List<String> userOption(ServerUser user) {
        return user.isRoot() ? List.of("--user=root") : List.of();
    }

    Path dataFolder() {
        return dataFolder;
    }

    MySqlBinaries binaries() {
        return binaries;
    }

    /** Gives the folder to the server, who then makes it anew: a clone goes only to a place that does not exist. */
    Path cloneTarget() throws IOException {
        Path target = dataFolder.resolve("clone");
        handOver();
        return target;
    }

    /** After a clone was written below the data folder: its files become the data folder's own. */
    void adoptClone() throws IOException {
        Path clone = dataFolder.resolve("clone");
        try (var files = Files.list(clone)) {
            for (Path file : files.toList()) {
                Files.move(file, dataFolder.resolve(file.getFileName()));
            }
        }
        Files.delete(clone);
        handOver();
    }

    @Override
    public void deleteIfTemporary() {
        if (options.dataFolder().isPresent()) {
            return;
        }
        try {
            FileTrees.delete(dataFolder);
        } catch (IOException failed) {
            throw DataFolders.unusable(dataFolder, failed);
        }
    }

    @Override
    public void launch(int port) {
        try {
            ServerLog log = ServerLog.in(dataFolder);
            log.putAsideIfLarge();
            Files.deleteIfExists(dataFolder.resolve(ServerProcess.Kind.MYSQL.pidFile()));
            launch(port, log, log.length());
            Files.deleteIfExists(MySqlAccounts.file(dataFolder));
        } catch (IOException failed) {
            throw DataFolders.unusable(dataFolder, failed);
        }
    }

    private void launch(int port, ServerLog log, long logOffset) throws IOException {
        Process process = start(command(port), log.file().toFile());
        boolean ready = Await.until(
                options.startLimit(), () -> !process.isAlive() || log.tells(READY, READY_LOG_LINES, logOffset));
        if (ready && process.isAlive()) {
            return;
        }
        boolean late = process.isAlive();
        kill(process);
        throw startFailure(port, late, String.join("\n", log.tail(FAILURE_LOG_LINES, logOffset)));
    }

    /** In a session of its own, so that Ctrl-C on a demo reaches the demo alone. */
    private List<String> command(int port) {
        List<String> server = MySqlConfiguration.commandLine(binaries, options, dataFolder, port);
        server.addAll(userOption(user));
        Path accounts = MySqlAccounts.file(dataFolder);
        if (Files.exists(accounts)) {
            server.add("--init-file=" + accounts);
        }
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(SETSID)) {
            command.add(SETSID.toString());
        }
        command.addAll(user.command(server));
        return command;
    }

    private Process start(List<String> command, File log) throws IOException {
        return Commands.builder(command, dataFolder)
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                .start();
    }

    private void kill(Process process) {
        Optional<ServerProcess> server = ServerProcess.find(dataFolder);
        server.ifPresent(ServerProcess::kill);
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        if (!Await.until(KILL_LIMIT, () -> !process.isAlive())) {
            throw new IllegalStateException("Process " + process.pid() + " survived SIGKILL");
        }
    }

    private EmbeddedServerException startFailure(int port, boolean late, String log) {
        ServerFailure failure = late ? ServerFailure.TIMED_OUT : ServerFailure.of(log);
        return new EmbeddedServerException(
                failure,
                "Server '" + options.name() + "' did not start on port " + port + " with data folder " + dataFolder
                        + ".",
                log,
                null);
    }

    private static MySqlLauncher prepare(MySqlOptions options) {
        try {
            MySqlBinaries binaries = MySqlBinaries.find(ServerUser.detect());
            ServerUser user = runner(binaries);
            Path folder = DataFolders.prepare(options.dataFolder(), user, TEMPORARY_PREFIX);
            return new MySqlLauncher(user.forExisting(folder), binaries, options, folder);
        } catch (IOException failed) {
            throw new EmbeddedServerException(
                    ServerFailure.of(String.valueOf(failed)),
                    "Server '" + options.name() + "' could not be prepared: " + failed + ".",
                    failed);
        }
    }

    /** Unlike PostgreSQL, MySQL can run as root: it must where nobody else may enter the folder it is unpacked in. */
    private static ServerUser runner(MySqlBinaries binaries) throws IOException {
        ServerUser user = ServerUser.detect();
        return user.obstacle(binaries.folder()).isEmpty() ? user : ServerUser.current();
    }

    private MySqlLauncher takeOver() throws IOException {
        if (!isDataFolder(dataFolder)) {
            throw new EmbeddedServerException(
                    ServerFailure.CORRUPT_DATA,
                    "The folder " + dataFolder + " is not empty and holds no MySQL data (no ibdata1).");
        }
        Optional<ServerProcess> running = ServerProcess.find(dataFolder);
        if (running.isPresent()) {
            throw new EmbeddedServerException(
                    ServerFailure.ALREADY_RUNNING,
                    "Process " + running.get().pid() + " serves the data folder " + dataFolder + ".");
        }
        handOver();
        return this;
    }

    private void handOver() throws IOException {
        user.takeOver(dataFolder);
    }
}
