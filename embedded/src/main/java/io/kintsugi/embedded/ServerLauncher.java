package io.kintsugi.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Prepares data folders and starts servers on them: the half of {@link PostgresServer} that deals with the machine. */
final class ServerLauncher implements ServerLifecycle.Launcher {

    static final String TEMPORARY_PREFIX = "kintsugi-postgres-";

    private static final int FAILURE_LOG_LINES = 25;
    private static final Duration LIMIT_MARGIN = Duration.ofSeconds(10);

    private final ServerUser user;
    private final PostgresBinaries binaries;
    private final PostgresOptions options;
    private final Path dataFolder;

    private ServerLauncher(ServerUser user, PostgresBinaries binaries, PostgresOptions options, Path dataFolder) {
        this.user = user;
        this.binaries = binaries;
        this.options = options;
        this.dataFolder = dataFolder;
    }

    /** Makes a new data folder, or takes over the one that is there. */
    static ServerLauncher open(PostgresOptions options) {
        ServerLauncher launcher = prepare(options);
        try {
            if (FileTrees.isEmpty(launcher.dataFolder)) {
                new DataFolderTemplate(launcher.binaries, launcher.user).copyTo(launcher.dataFolder, options);
                return launcher;
            }
            return launcher.takeOver();
        } catch (IOException failed) {
            EmbeddedServerException unusable = launcher.unusable(failed);
            launcher.deleteIfTemporary();
            throw unusable;
        } catch (EmbeddedServerException failed) {
            launcher.deleteIfTemporary();
            throw failed;
        }
    }

    /** The folder alone, for a replica to be copied into. */
    static ServerLauncher openEmpty(PostgresOptions options) {
        ServerLauncher launcher = prepare(options);
        try {
            DataFolders.requireEmpty(launcher.dataFolder);
            return launcher;
        } catch (IOException failed) {
            throw launcher.unusable(failed);
        }
    }

    static boolean isReachable(Path folder) {
        try {
            return ServerUser.detect().obstacle(folder).isEmpty();
        } catch (IOException failed) {
            throw new EmbeddedServerException(
                    ServerFailure.UNKNOWN, "It cannot be found out who would run a server: " + failed + ".", failed);
        }
    }

    Path dataFolder() {
        return dataFolder;
    }

    @Override
    public void deleteIfTemporary() {
        if (options.dataFolder().isPresent()) {
            return;
        }
        try {
            FileTrees.delete(dataFolder);
        } catch (IOException failed) {
            throw unusable(failed);
        }
    }

    /** After the folder was filled by this process, which may be root. */
    void handOver() throws IOException {
        user.takeOver(dataFolder);
    }

    @Override
    public void launch(int port) {
        try {
            ServerLog log = ServerLog.in(dataFolder);
            log.putAsideIfLarge();
            removeStalePidFile();
            ServerConfiguration.write(dataFolder, options, port);
            for (Path file : ServerConfiguration.written(dataFolder)) {
                user.takeOver(file);
            }
            launch(port, log, log.length());
        } catch (IOException failed) {
            throw unusable(failed);
        }
    }

    private void launch(int port, ServerLog log, long logOffset) throws IOException {
        List<String> command = List.of(
                binaries.program("pg_ctl"),
                "start",
                "--wait",
                "--timeout=" + Math.max(1, options.startLimit().toSeconds()),
                "--pgdata=" + dataFolder,
                "--log=" + log.file());
        Commands.Result result = Commands.run(
                user.command(command), binaries.folder(), options.startLimit().plus(LIMIT_MARGIN));
        if (result.succeeded()) {
            return;
        }
        ServerProcess.find(dataFolder).ifPresent(ServerProcess::kill);
        throw startFailure(port, result.output(), String.join("\n", log.tail(FAILURE_LOG_LINES, logOffset)));
    }

    private EmbeddedServerException startFailure(int port, String output, String logTail) {
        boolean late = output.contains("did not start in time");
        ServerFailure failure = late ? ServerFailure.TIMED_OUT : ServerFailure.of(logTail + output);
        String log = logTail.isBlank() ? output : logTail;
        return new EmbeddedServerException(
                failure,
                "Server '" + options.name() + "' did not start on port " + port + " with data folder " + dataFolder
                        + ".",
                log,
                null);
    }

    private static ServerLauncher prepare(PostgresOptions options) {
        try {
            ServerUser user = ServerUser.detect();
            Path folder = DataFolders.prepare(options.dataFolder(), user, TEMPORARY_PREFIX);
            ServerUser runner = user.forExisting(folder);
            return new ServerLauncher(runner, PostgresBinaries.unpacked(runner), options, folder);
        } catch (IOException failed) {
            throw new EmbeddedServerException(
                    ServerFailure.of(String.valueOf(failed)),
                    "Server '" + options.name() + "' could not be prepared: " + failed + ".",
                    failed);
        }
    }

    private ServerLauncher takeOver() throws IOException {
        if (!Files.exists(dataFolder.resolve("PG_VERSION"))) {
            throw new EmbeddedServerException(
                    ServerFailure.CORRUPT_DATA,
                    "The folder " + dataFolder + " is not empty and holds no PostgreSQL data (no PG_VERSION).");
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

    /**
     * PostgreSQL takes any living process with the recorded id for its own kind and refuses to start. It is not when
     * it is a zombie, or when the id was given to another program after a kill. The shared memory interlock remains.
     */
    private void removeStalePidFile() throws IOException {
        if (ServerProcess.recordedProcess(ServerProcess.Kind.POSTGRESQL, dataFolder)
                        .isPresent()
                && ServerProcess.find(dataFolder).isEmpty()) {
            Files.deleteIfExists(dataFolder.resolve(ServerProcess.Kind.POSTGRESQL.pidFile()));
        }
    }

    private EmbeddedServerException unusable(IOException failed) {
        return DataFolders.unusable(dataFolder, failed);
    }
}
