package io.kintsugi.examples.tpcc;

import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Creates the tables and fills them. */
@Command(name = "load", description = "create the tables and fill them")
final class LoadCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private LoadOptions load = new LoadOptions();

    @Override
    public Integer call() throws SQLException, InterruptedException {
        new Steps(common, spec.commandLine().getOut()).load(load);
        return ExitCode.OK;
    }
}
