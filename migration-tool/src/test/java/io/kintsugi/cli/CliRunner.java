package io.kintsugi.cli;

import io.kintsugi.cli.console.Console;
import io.kintsugi.cli.console.GlobalOptions;
import io.kintsugi.cli.console.TerminalFacts;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Runs command lines inside the test, as a program in a pipe would see them. */
public final class CliRunner {
    /** What came of a command line. */
    public record Result(int exitCode, String out, String error) {}

    private final Map<String, String> environment = new HashMap<>();
    private TerminalFacts terminal = TerminalFacts.NONE;
    private String input = "";

    public CliRunner with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    public CliRunner terminal(TerminalFacts facts) {
        terminal = facts;
        return this;
    }

    public CliRunner input(String text) {
        input = text;
        return this;
    }

    public Result run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream error = new ByteArrayOutputStream();
        GlobalOptions options = new GlobalOptions();
        Console console = new Console(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(error, true, StandardCharsets.UTF_8),
                terminal,
                environment,
                options);
        int exitCode = new KintsugiCli(console, options).run(arguments);
        return new Result(exitCode, out.toString(StandardCharsets.UTF_8), error.toString(StandardCharsets.UTF_8));
    }
}
