package io.kintsugi.cli.completion;

import io.kintsugi.cli.console.Console;
import io.kintsugi.cli.console.ExitCode;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints a script that completes commands and options. */
@Command(name = "completion", description = "Print a completion script for bash and zsh: source <(kintsugi completion)")
public final class CompletionCommand implements Callable<Integer> {
    private final Console console;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    public CompletionCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        console.out().println(AutoComplete.bash("kintsugi", spec.root().commandLine()));
        return ExitCode.OK;
    }
}
