package io.kintsugi.examples.tpcc;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;

/** The program: {@code tpcc load|run|check|all --url …}. */
@Command(
        name = "tpcc",
        description = "TPC-C over any JDBC URL.",
        subcommands = {LoadCommand.class, RunCommand.class, CheckCommand.class, AllCommand.class},
        footer = {
            "",
            "Exit codes: 0 all is well, 1 a consistency condition is violated, 2 wrong usage, "
                    + "3 the database failed or transactions did."
        })
public final class Tpcc {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this help")
    @SuppressWarnings("UnusedVariable") // picocli reads the annotation and shows the help itself
    private boolean help;

    private Tpcc() {}

    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter error = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(execute(out, error, arguments));
    }

    /** Runs one command line and gives its exit code. */
    static int execute(PrintWriter out, PrintWriter error, String... arguments) {
        return new CommandLine(new Tpcc())
                .setOut(out)
                .setErr(error)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(Tpcc::explain)
                .execute(arguments);
    }

    /** What the user can act on is told in a line; anything else is a fault of the program and shows its stack. */
    private static int explain(Exception failure, CommandLine command, ParseResult parsed) throws Exception {
        if (failure instanceof SQLException || failure instanceof IOException) {
            command.getErr().println("tpcc: " + failure.getMessage());
            return ExitCode.FAILED;
        }
        if (failure instanceof IllegalArgumentException) {
            command.getErr().println("tpcc: " + failure.getMessage());
            return ExitCode.USAGE;
        }
        throw failure;
    }
}
