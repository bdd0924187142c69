package io.kintsugi.cli.demo.home;

import io.kintsugi.cli.console.CliException;
import io.kintsugi.cli.console.Console;
import io.kintsugi.cli.console.ExitCode;
import io.kintsugi.embedded.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * The one folder of the demo on this machine and for this user: {@code KINTSUGI_DEMO_HOME}, else
 * {@code /var/lib/kintsugi-demo} for root, whose servers run as another user who must be able to enter it, else
 * {@code ~/.local/state/kintsugi/demo}.
 */
public record DemoHome(Path folder) {
    public static final String VARIABLE = "KINTSUGI_DEMO_HOME";
    private static final Path ROOT_FOLDER = Path.of("/var/lib/kintsugi-demo");

    public static DemoHome of(Console console) {
        String named = console.variable(VARIABLE);
        if (!named.isBlank()) {
            return new DemoHome(Path.of(named).toAbsolutePath().normalize());
        }
        if ("root".equals(System.getProperty("user.name"))) {
            return new DemoHome(ROOT_FOLDER);
        }
        return new DemoHome(stateFolder(console).resolve("demo"));
    }

    /** Where this user's programs keep their state: history, and the demo of an ordinary user. */
    public static Path stateFolder(Console console) {
        String named = console.variable("XDG_STATE_HOME");
        String home = console.variable("HOME").isBlank() ? System.getProperty("user.home") : console.variable("HOME");
        Path base = named.isBlank() ? Path.of(home, ".local", "state") : Path.of(named);
        return base.resolve("kintsugi").toAbsolutePath().normalize();
    }

    /** Makes the folder where it is missing, and checks that servers may use it. */
    public void prepare() {
        create();
        if (!PostgresServer.isReachable(folder)) {
            throw new CliException(
                    ExitCode.FAILURE,
                    "The user that runs the demo's servers cannot enter " + folder + ".",
                    "As root, choose a folder every user may pass through: " + VARIABLE
                            + "=/var/tmp/kintsugi-demo kintsugi demo");
        }
    }

    /** Makes the folder where it is missing, closed to others but for passing through. */
    public void create() {
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(folder);
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
            }
            if (!Files.isWritable(folder)) {
                throw new IOException(folder + " cannot be written");
            }
        } catch (IOException failure) {
            throw new CliException(
                    ExitCode.FAILURE,
                    "The demo cannot keep its state in " + folder + ": " + failure.getMessage() + ".",
                    "Name a folder that belongs to you: " + VARIABLE + "=/path kintsugi demo",
                    failure);
        }
    }

    /** Held while a demo runs; it goes with the process that holds it. */
    public Path lockFile() {
        return folder.resolve("demo.lock");
    }

    public Path recordFile() {
        return folder.resolve("demo.properties");
    }

    public Path clusterFile() {
        return folder.resolve("cluster.yaml");
    }

    public Path logFile() {
        return folder.resolve("demo.log");
    }

    /** Markers of running servers. */
    public Path servers() {
        return folder.resolve("servers");
    }

    public Path data() {
        return folder.resolve("data");
    }

    public Path managerState() {
        return folder.resolve("manager");
    }

    /** The demo that runs from here now, if one does and is ready to be used. */
    public Optional<DemoRecord> running() {
        return DemoLock.isHeld(lockFile()) ? DemoRecord.read(recordFile()) : Optional.empty();
    }
}
