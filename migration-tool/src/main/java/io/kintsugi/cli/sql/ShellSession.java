package io.kintsugi.cli.sql;

import io.kintsugi.cli.console.Console;
import io.kintsugi.cli.console.ErrorReport;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Carries out what was typed or read: statements and backslash commands. Confined to one thread. */
final class ShellSession {
    /** What is to happen next. */
    enum Outcome {
        CONTINUE,
        FAILED,
        QUIT
    }

    private static final int INCLUDE_DEPTH_MAX = 16;

    private final Console console;
    private final StatementRunner runner;
    private final ShellSettings settings;
    private final boolean keepGoing;
    private final MetaCommands metaCommands;
    private int includeDepth;

    ShellSession(Console console, StatementRunner runner, ShellSettings settings, boolean keepGoing) {
        this.console = console;
        this.runner = runner;
        this.settings = settings;
        this.keepGoing = keepGoing;
        this.metaCommands = new MetaCommands(console, runner, settings);
    }

    StatementRunner runner() {
        return runner;
    }

    /** One after the other; stops at the first that fails, unless told to keep going. */
    Outcome statements(List<String> statements) {
        Outcome outcome = Outcome.CONTINUE;
        for (String statement : statements) {
            if (!runner.run(statement, settings.printer(), settings.isTimed())) {
                outcome = Outcome.FAILED;
                if (!keepGoing) {
                    return outcome;
                }
            }
        }
        return outcome;
    }

    /** A line that starts with a backslash. */
    Outcome meta(String line) {
        String command = line.strip();
        if (command.startsWith("\\i ")) {
            return include(Path.of(command.substring("\\i ".length()).strip()));
        }
        return metaCommands.run(command);
    }

    private Outcome include(Path file) {
        if (includeDepth == INCLUDE_DEPTH_MAX) {
            console.error().println("Files include each other more than " + INCLUDE_DEPTH_MAX + " deep: " + file);
            return Outcome.FAILED;
        }
        includeDepth++;
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            return script(reader);
        } catch (IOException failure) {
            console.error().println(ErrorReport.of(failure).text(console.errorInk()));
            return Outcome.FAILED;
        } finally {
            includeDepth--;
        }
    }

    /** Runs a whole text; its last statement needs no semicolon. QUIT ends this text only. */
    Outcome script(Reader text) throws IOException {
        BufferedReader lines = text instanceof BufferedReader buffered ? buffered : new BufferedReader(text);
        StatementScanner scanner = new StatementScanner(runner.isMySql());
        boolean failed = false;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Outcome outcome = line(scanner, line);
            if (outcome == Outcome.QUIT) {
                return failed ? Outcome.FAILED : Outcome.CONTINUE;
            }
            failed |= outcome == Outcome.FAILED;
            if (failed && !keepGoing) {
                return Outcome.FAILED;
            }
        }
        Optional<String> last = scanner.finish();
        failed |= last.isPresent() && statements(List.of(last.get())) == Outcome.FAILED;
        return failed ? Outcome.FAILED : Outcome.CONTINUE;
    }

    private Outcome line(StatementScanner scanner, String line) {
        if (scanner.inside() == StatementScanner.Inside.NOTHING && line.startsWith("\\")) {
            return meta(line);
        }
        return statements(scanner.feed(line + "\n"));
    }
}
