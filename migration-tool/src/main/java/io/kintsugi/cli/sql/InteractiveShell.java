package io.kintsugi.cli.sql;

import io.kintsugi.cli.console.Console;
import io.kintsugi.cli.console.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** A prompt with history, completion and statements over several lines. */
final class InteractiveShell {
    private final Console console;
    private final ShellSession session;
    private final Path historyFile;

    InteractiveShell(Console console, ShellSession session, Path historyFile) {
        this.console = console;
        this.session = session;
        this.historyFile = historyFile;
    }

    int run() throws IOException {
        try (Terminal terminal = TerminalBuilder.builder()
                .name("kintsugi")
                .system(true)
                .nativeSignals(true)
                .build()) {
            greet();
            LineReader reader = reader(terminal);
            while (readOne(terminal, reader)) {
                // Each round is one entry: a backslash command, or text that ends outside any statement.
            }
            return ExitCode.OK;
        }
    }

    private void greet() {
        String name = session.runner().target().name();
        String server = server();
        console.out()
                .println(console.ink().gold("kintsugi") + " " + console.ink().dim("·") + " " + name
                        + console.ink().dim(server) + "   " + console.ink().dim("\\? help · \\dt tables · \\q leave"));
        console.out().println();
    }

    private String server() {
        try {
            DatabaseMetaData facts = session.runner().connection().getMetaData();
            return " (" + facts.getDatabaseProductName() + " " + facts.getDatabaseProductVersion() + ")";
        } catch (SQLException failure) {
            return " (" + failure.getMessage() + ")";
        }
    }

    private LineReader reader(Terminal terminal) {
        String prompt = session.runner().target().name() + "=> ";
        return LineReaderBuilder.builder()
                .terminal(terminal)
                .appName("kintsugi")
                .parser(new ShellParser(session.runner().isMySql()))
                .completer(new ShellCompleter(session.runner()))
                .variable(LineReader.HISTORY_FILE, historyFile)
                .variable(LineReader.HISTORY_SIZE, 5_000)
                .variable(LineReader.HISTORY_FILE_SIZE, 5_000)
                .variable(LineReader.SECONDARY_PROMPT_PATTERN, "%P" + prompt.replace("=>", "->"))
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .option(LineReader.Option.HISTORY_IGNORE_SPACE, true)
                .option(LineReader.Option.BRACKETED_PASTE, true)
                .build();
    }

    /** False when the user leaves. */
    private boolean readOne(Terminal terminal, LineReader reader) {
        String target = session.runner().target().name();
        try {
            String text = reader.readLine(console.ink().gold(target) + "=> ");
            return !isQuit(text) && execute(terminal, text);
        } catch (UserInterruptException interrupted) {
            return true;
        } catch (EndOfFileException left) {
            return false;
        }
    }

    private static boolean isQuit(String text) {
        String word = text.strip().replaceAll(";$", "");
        return word.equalsIgnoreCase("exit") || word.equalsIgnoreCase("quit");
    }

    private boolean execute(Terminal terminal, String text) {
        // While a statement runs, Ctrl-C is for the statement.
        Terminal.SignalHandler before =
                terminal.handle(Terminal.Signal.INT, signal -> session.runner().cancel());
        try {
            if (text.strip().startsWith("\\")) {
                return session.meta(text) != ShellSession.Outcome.QUIT;
            }
            StatementScanner scanner = new StatementScanner(session.runner().isMySql());
            session.statements(scanner.feed(text + "\n"));
            return true;
        } finally {
            console.out().flush();
            terminal.handle(Terminal.Signal.INT, before);
        }
    }
}
