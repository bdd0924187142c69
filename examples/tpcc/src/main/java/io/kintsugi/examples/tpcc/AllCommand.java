package io.kintsugi.examples.tpcc;

import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Loads, runs and checks. */
@Command(name = "all", description = "load, run and check")
final class AllCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private LoadOptions load = new LoadOptions();

    @Mixin
    private RunOptions run = new RunOptions();

    @Override
    public Integer call() throws SQLException, InterruptedException, IOException {
        Steps steps = new Steps(common, spec.commandLine().getOut());
        steps.load(load);
        return steps.run(run);
    }
}
