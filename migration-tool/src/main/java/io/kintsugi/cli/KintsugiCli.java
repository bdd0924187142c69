package io.kintsugi.cli;

import io.kintsugi.cli.advise.AdviseCommand;
import io.kintsugi.cli.cluster.InitCommand;
import io.kintsugi.cli.completion.CompletionCommand;
import io.kintsugi.cli.console.Console;
import io.kintsugi.cli.console.ErrorReport;
import io.kintsugi.cli.console.ExitCode;
import io.kintsugi.cli.console.GlobalOptions;
import io.kintsugi.cli.console.Ink;
import io.kintsugi.cli.ddl.DdlCommand;
import io.kintsugi.cli.demo.DemoCommand;
import io.kintsugi.cli.demo.DemoStatusCommand;
import io.kintsugi.cli.demo.DemoStopCommand;
import io.kintsugi.cli.doctor.DoctorCommand;
import io.kintsugi.cli.explain.ExplainCommand;
import io.kintsugi.cli.manager.ManagerCommand;
import io.kintsugi.cli.manager.StatusCommand;
import io.kintsugi.cli.sql.SqlCommand;
import io.kintsugi.cli.validate.ValidateCommand;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.Style;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** One invocation: reads the command line, runs the command, turns whatever happens into text and an exit code. */
public final class KintsugiCli {
    private final Console console;
    private final GlobalOptions options;

    public KintsugiCli(Console console, GlobalOptions options) {
        this.console = console;
        this.options = options;
    }

    /** Never throws and never ends the process. */
    public int run(String... arguments) {
        CommandLine commands = commands();
        if (arguments.length == 0) {
            commands.usage(console.out(), colors(console.ink()));
            return ExitCode.OK;
        }
        return commands.execute(arguments);
    }

    private CommandLine commands() {
        CommandLine root = new CommandLine(new KintsugiCommand(options));
        root.addSubcommand(
                "demo",
                new CommandLine(new DemoCommand(console))
                        .addSubcommand("status", new DemoStatusCommand(console))
                        .addSubcommand("stop", new DemoStopCommand(console)));
        root.addSubcommand("validate", new ValidateCommand(console));
        root.addSubcommand("advise", new AdviseCommand(console));
        root.addSubcommand("sql", new SqlCommand(console));
        root.addSubcommand("explain", new ExplainCommand(console));
        root.addSubcommand("init", new InitCommand(console));
        root.addSubcommand("doctor", new DoctorCommand(console));
        root.addSubcommand("ddl", new DdlCommand(console));
        root.addSubcommand("manager", new ManagerCommand(console));
        root.addSubcommand("status", new StatusCommand(console));
        root.addSubcommand("completion", new CompletionCommand(console));
        return root.setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(console.error(), true, StandardCharsets.UTF_8))
                .setColorScheme(colors(console.ink()))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(false)
                .setUsageHelpWidth(Math.min(100, console.terminal().width()))
                .setAbbreviatedOptionsAllowed(false)
                .setExecutionExceptionHandler((failure, command, parsed) -> report(failure))
                .setParameterExceptionHandler(this::reportUsage);
    }

    private static ColorScheme colors(Ink ink) {
        Ansi ansi = ink.isColored() ? Ansi.ON : Ansi.OFF;
        return new ColorScheme.Builder(ansi)
                .commands(Style.bold)
                .options(Style.fg("179"))
                .parameters(Style.fg("179"))
                .optionParams(Style.faint)
                .build();
    }

    private int report(Exception failure) {
        ErrorReport report = ErrorReport.of(failure);
        console.out().flush();
        console.error().println(report.text(console.errorInk(), console.errorWidth()));
        if (console.isVerbose()) {
            failure.printStackTrace(console.error());
        }
        return report.exitCode();
    }

    private int reportUsage(ParameterException failure, String[] arguments) {
        String command = failure.getCommandLine().getCommandSpec().qualifiedName(" ");
        String wayOut = suggestion(failure) + "See: " + command + " --help";
        ErrorReport report = new ErrorReport(usageProblem(failure), "", wayOut, "", ExitCode.USAGE);
        console.error().println(report.text(console.errorInk(), console.errorWidth()));
        return ExitCode.USAGE;
    }

    private static String usageProblem(ParameterException failure) {
        String message = String.valueOf(failure.getMessage());
        if (!(failure instanceof UnmatchedArgumentException unmatched)
                || unmatched.getUnmatched().isEmpty()) {
            return message.endsWith(".") ? message : message + ".";
        }
        String first = unmatched.getUnmatched().get(0);
        if (first.startsWith("-")) {
            return "There is no option '" + first + "'.";
        }
        boolean command = !failure.getCommandLine().getSubcommands().isEmpty();
        return command ? "There is no command '" + first + "'." : "The argument '" + first + "' is one too many.";
    }

    private static String suggestion(ParameterException failure) {
        if (!(failure instanceof UnmatchedArgumentException unmatched)) {
            return "";
        }
        List<String> near = unmatched.getSuggestions();
        return near.isEmpty() ? "" : "Did you mean '" + near.get(0) + "'? ";
    }
}
