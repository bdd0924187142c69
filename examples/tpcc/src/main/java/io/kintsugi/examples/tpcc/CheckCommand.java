package io.kintsugi.examples.tpcc;

import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Checks the consistency conditions. */
@Command(name = "check", description = "check the twelve consistency conditions")
final class CheckCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Override
    public Integer call() throws SQLException, IOException {
        return new Steps(common, spec.commandLine().getOut()).check();
    }
}
