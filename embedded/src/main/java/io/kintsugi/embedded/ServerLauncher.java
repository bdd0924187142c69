package io.kintsugi.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Prepares data folders and starts servers on them: the half of {@link PostgresServer} that deals with the machine. */
final class ServerLauncher {

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
            PostgresServerException unusable = launcher.unusable(failed);
            launcher.deleteIfTemporary();
            throw unusable;
        } catch (PostgresServerException failed) {
            launcher.deleteIfTemporary();
            throw failed;
        }
    }

    /** The folder alone, for a replica to be copied into. */
    static ServerLauncher openEmpty(PostgresOptions options) {
        ServerLauncher launcher = prepare(options);
        try {
            if (!FileTrees.isEmpty(launcher.dataFolder)) {
                throw new PostgresServerException(
                        ServerFailure.UNKNOWN,
                        "A replica needs an empty folder, and " + launcher.dataFolder + " is not.");
            }
            return launcher;
        } catch (IOException failed) {
            throw launcher.unusable(failed);
        }
    }

    static boolean isReachable(Path folder) {
        try {
            return ServerUser.detect().obstacle(folder).isEmpty();
        } catch (IOException failed) {
            throw new PostgresServerException(
                    ServerFailure.UNKNOWN, "It cannot be found out who would run a server: " + failed + ".", failed);
        }
    }

    Path dataFolder() {
        return dataFolder;
    }

    void deleteIfTemporary() {
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

    /** Returns once the server accepts connections. */
    void launch(int port) {
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
        Postmaster.find(dataFolder).ifPresent(Postmaster::kill);
        throw startFailure(port, result.output(), String.join("\n", log.tail(FAILURE_LOG_LINES, logOffset)));
    }

    private PostgresServerException startFailure(int port, String output, String logTail) {
        boolean late = output.contains("did not start in time");
        ServerFailure failure = late ? ServerFailure.TIMED_OUT : ServerFailure.of(logTail + output);
        String log = logTail.isBlank() ? output : logTail;
        return new PostgresServerException(
                failure,
                "Server '" + options.name() + "' did not start on port " + port + " with data folder " + dataFolder
                        + ".",
                log,
                null);
    }

    private static ServerLauncher prepare(PostgresOptions options) {
        try {
            ServerUser user = ServerUser.detect();
            Path folder = options.dataFolder().isPresent()
                    ? givenFolder(options.dataFolder().get(), user)
                    : temporaryFolder(user);
            ServerUser runner = user.forExisting(folder);
            return new ServerLauncher(runner, PostgresBinaries.unpacked(runner), options, folder);
        } catch (IOException failed) {
            throw new PostgresServerException(
                    ServerFailure.of(String.valueOf(failed)),
                    "Server '" + options.name() + "' could not be prepared: " + failed + ".",
                    failed);
        }
    }

    private static Path temporaryFolder(ServerUser user) throws IOException {
        Path parent = CacheFolder.temporaryParent(user).toRealPath();
        return Files.createTempDirectory(parent, TEMPORARY_PREFIX);
    }

    private static Path givenFolder(Path given, ServerUser user) {
        Path folder = given.toAbsolutePath().normalize();
        try {
            if (!Files.exists(folder)) {
                FileTrees.createPrivateFolder(folder);
            }
            Path real = folder.toRealPath();
            requireUsable(real, user);
            return real;
        } catch (IOException failed) {
            throw new PostgresServerException(
                    ServerFailure.READ_ONLY,
                    "The data folder " + folder + " cannot be created: " + failed + ".",
                    failed);
        }
    }

    private static void requireUsable(Path folder, ServerUser user) {
        if (!Files.isDirectory(folder)) {
            throw new PostgresServerException(ServerFailure.NO_PERMISSION, "The data folder " + folder + " is a file.");
        }
        if (!Files.isWritable(folder)) {
            throw new PostgresServerException(
                    ServerFailure.READ_ONLY, "The data folder " + folder + " cannot be written.");
        }
        Optional<Path> obstacle = user.obstacle(folder.resolveSibling("."));
        if (obstacle.isPresent()) {
            throw new PostgresServerException(
                    ServerFailure.NO_PERMISSION,
                    "The data folder " + folder + " lies in " + obstacle.get() + ", which the user '"
                            + user.principal().getName() + "' may not enter.");
        }
    }

    private ServerLauncher takeOver() throws IOException {
        if (!Files.exists(dataFolder.resolve("PG_VERSION"))) {
            throw new PostgresServerException(
                    ServerFailure.CORRUPT_DATA,
                    "The folder " + dataFolder + " is not empty and holds no PostgreSQL data (no PG_VERSION).");
        }
        Optional<Postmaster> running = Postmaster.find(dataFolder);
        if (running.isPresent()) {
            throw new PostgresServerException(
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
        if (Postmaster.recordedProcess(dataFolder).isPresent()
                && Postmaster.find(dataFolder).isEmpty()) {
            Files.deleteIfExists(dataFolder.resolve(Postmaster.PID_FILE));
        }
    }

    private PostgresServerException unusable(IOException failed) {
        boolean full = ServerFailure.of(String.valueOf(failed)) == ServerFailure.NO_SPACE;
        boolean writable = Files.isWritable(dataFolder) && Files.exists(dataFolder, LinkOption.NOFOLLOW_LINKS);
        ServerFailure failure = full || writable ? ServerFailure.of(String.valueOf(failed)) : ServerFailure.READ_ONLY;
        return new PostgresServerException(
                failure, "The data folder " + dataFolder + " cannot be used: " + failed + ".", failed);
    }
}
