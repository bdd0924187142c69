package io.kintsugi.examples.tpcc;

import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Runs the transactions on loaded data. */
@Command(name = "run", description = "run the transactions on loaded data, then check it")
final class RunCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private RunOptions run = new RunOptions();

    @Override
    public Integer call() throws SQLException, InterruptedException, IOException {
        return new Steps(common, spec.commandLine().getOut()).run(run);
    }
}
