package io.kintsugi.cli.console;

import static java.util.Objects.requireNonNull;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Where a command reads and writes: data on standard output, everything else on standard error. Thread-safe as its
 * streams are.
 */
public final class Console {
    private final InputStream in;
    private final PrintStream out;
    private final PrintStream error;
    private final TerminalFacts terminal;
    private final Map<String, String> environment;
    private final GlobalOptions options;

    public Console(
            InputStream in,
            PrintStream out,
            PrintStream error,
            TerminalFacts terminal,
            Map<String, String> environment,
            GlobalOptions options) {
        this.in = requireNonNull(in, "in");
        this.out = requireNonNull(out, "out");
        this.error = requireNonNull(error, "error");
        this.terminal = requireNonNull(terminal, "terminal");
        this.environment = Map.copyOf(environment);
        this.options = requireNonNull(options, "options");
    }

    /** The streams of this process, always in UTF-8: containers seldom set a locale, terminals understand it anyway. */
    public static Console ofProcess(GlobalOptions options) {
        Map<String, String> environment = System.getenv();
        TerminalFacts facts = TerminalFacts.of(System.getProperty(TerminalFacts.PROPERTY, ""), environment);
        return new Console(System.in, utf8(System.out), utf8(System.err), facts, environment, options);
    }

    private static PrintStream utf8(PrintStream stream) {
        return new PrintStream(stream, true, StandardCharsets.UTF_8);
    }

    public InputStream in() {
        return in;
    }

    public PrintStream out() {
        return out;
    }

    public PrintStream error() {
        return error;
    }

    public TerminalFacts terminal() {
        return terminal;
    }

    /** The environment variable, or an empty text. */
    public String variable(String name) {
        return environment.getOrDefault(name, "");
    }

    public boolean isVerbose() {
        return options.isVerbose();
    }

    /** How text on standard output may look. */
    public Ink ink() {
        return ink(terminal.output());
    }

    /** How text on standard error may look. */
    public Ink errorInk() {
        return ink(terminal.error());
    }

    private Ink ink(boolean shownToAPerson) {
        if (!shownToAPerson || options.isPlain() || !variable("NO_COLOR").isEmpty()) {
            return Ink.NONE;
        }
        boolean rich =
                variable("TERM").contains("256color") || !variable("COLORTERM").isEmpty();
        return rich ? Ink.RICH_COLORS : Ink.PLAIN_COLORS;
    }
}
