package io.kintsugi.cli.sql;

import io.kintsugi.cli.console.CliException;
import io.kintsugi.cli.console.Console;
import io.kintsugi.cli.console.ExitCode;
import io.kintsugi.cli.demo.home.DemoHome;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The shell: interactive at a terminal, else a runner of scripts. Filled in by picocli. */
@Command(
        name = "sql",
        description = "Run SQL: interactively, from -c and -f, or from standard input.",
        footer = {
            "",
            "Without a URL and a file it talks to the running demo.",
            "KINTSUGI_PASSWORD holds the password, where the URL does not."
        })
public final class SqlCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private TargetOptions target = new TargetOptions();

    @Option(names = "-c", paramLabel = "SQL", description = "run this text; may be repeated")
    private List<String> texts = new ArrayList<>();

    @Option(names = "-f", paramLabel = "FILE", description = "run this file; may be repeated, after every -c")
    private List<Path> files = new ArrayList<>();

    @Option(names = "--csv", description = "results as CSV")
    private boolean csv;

    @Option(names = "--json", description = "results as JSON, one array each")
    private boolean json;

    @Option(names = "--keep-going", description = "go on after an error; the exit code still tells of it")
    private boolean keepGoing;

    public SqlCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws SQLException, IOException {
        if (csv && json) {
            throw new CliException(ExitCode.USAGE, "--csv and --json cannot both be meant.", "Choose one.");
        }
        for (Path file : files) {
            if (!Files.isReadable(file)) {
                throw new CliException(
                        ExitCode.NOT_FOUND, "The file " + file + " is not there or cannot be read.", "Check the path.");
            }
        }
        try (StatementRunner runner = new StatementRunner(console, target.resolve(console))) {
            ShellSettings settings = new ShellSettings(console, format());
            ShellSession session = new ShellSession(console, runner, settings, keepGoing);
            return isInteractive() ? interact(session) : runScripts(session, runner);
        }
    }

    private ShellSettings.Format format() {
        if (csv) {
            return ShellSettings.Format.CSV;
        }
        return json ? ShellSettings.Format.JSON : ShellSettings.Format.TABLE;
    }

    private boolean isInteractive() {
        boolean nothingGiven = texts.isEmpty() && files.isEmpty();
        return nothingGiven && console.terminal().input() && console.terminal().output();
    }

    private int interact(ShellSession session) throws IOException {
        return new InteractiveShell(console, session, historyFile()).run();
    }

    /** Statements may hold what is nobody else's business. */
    private Path historyFile() throws IOException {
        Path file = DemoHome.stateFolder(console).resolve("sql-history");
        try {
            Files.createDirectories(file.getParent());
            if (!Files.exists(file)) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            return file;
        } catch (IOException unwritable) {
            // A home that cannot be written, as nobody's, costs the history and not the shell.
            return Files.createTempFile("kintsugi-history", "");
        }
    }

    private int runScripts(ShellSession session, StatementRunner runner) throws IOException {
        // Ctrl-C ends this process; what it asked for must not go on in the database.
        Thread cancel = new Thread(runner::cancel, "kintsugi-cancel");
        Runtime.getRuntime().addShutdownHook(cancel);
        boolean succeeded = runAll(session);
        removeHook(cancel);
        console.out().flush();
        return succeeded ? ExitCode.OK : ExitCode.FAILURE;
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException exiting) {
            // Ctrl-C came in this very moment: the process ends, and the hook finds nothing to cancel.
            Thread.currentThread().interrupt();
        }
    }

    private boolean runAll(ShellSession session) throws IOException {
        boolean succeeded = true;
        for (String text : texts) {
            succeeded &= session.script(new StringReader(text)) == ShellSession.Outcome.CONTINUE;
            if (!succeeded && !keepGoing) {
                return false;
            }
        }
        for (Path file : files) {
            succeeded &= session.meta("\\i " + file) == ShellSession.Outcome.CONTINUE;
            if (!succeeded && !keepGoing) {
                return false;
            }
        }
        if (texts.isEmpty() && files.isEmpty()) {
            return session.script(new InputStreamReader(console.in(), StandardCharsets.UTF_8))
                    == ShellSession.Outcome.CONTINUE;
        }
        return succeeded;
    }
}
