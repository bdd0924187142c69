package io.kintsugi.cli;

import io.kintsugi.cli.console.GlobalOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The root: options of every command, and nothing to do by itself. Filled in by picocli. */
@Command(
        name = "kintsugi",
        versionProvider = VersionProvider.class,
        description = "Many stock PostgreSQL or MySQL servers, one logical database.",
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "Start with:  kintsugi demo",
            "Exit codes:  0 ok, 1 failure, 2 wrong usage, 3 not found, 5 precondition or conflict,",
            "             6 data differ, 8 unreachable, 130 interrupted"
        })
final class KintsugiCommand implements Runnable {
    private final GlobalOptions options;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "show this help")
    @SuppressWarnings("UnusedVariable") // picocli reads the annotation and shows the help itself
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "show the version")
    @SuppressWarnings("UnusedVariable") // as above
    private boolean version;

    KintsugiCommand(GlobalOptions options) {
        this.options = options;
    }

    @Option(names = "--no-color", scope = ScopeType.INHERIT, description = "no colours; NO_COLOR=1 does the same")
    void setPlain(boolean value) {
        options.setPlain(value);
    }

    @Option(names = "--verbose", scope = ScopeType.INHERIT, description = "show the stack of an error")
    void setVerbose(boolean value) {
        options.setVerbose(value);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "A command is missing.");
    }
}
