package io.kintsugi.cli.demo;

import io.kintsugi.cli.console.Console;
import io.kintsugi.cli.console.ErrorReport;
import io.kintsugi.cli.console.ExitCode;
import io.kintsugi.cli.console.Steps;
import io.kintsugi.cli.demo.home.DemoHome;
import io.kintsugi.cli.demo.home.DemoRecord;
import io.kintsugi.topology.Dialect;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts a cluster to play with. Filled in by picocli. */
@Command(
        name = "demo",
        description = "Start a whole cluster on this machine: servers, manager, data, a workload. Ctrl-C stops it.",
        footer = {
            "",
            "State lies in one folder: KINTSUGI_DEMO_HOME, else /var/lib/kintsugi-demo for root,",
            "else ~/.local/state/kintsugi/demo. A demo that was killed is cleared away by the next one."
        })
public final class DemoCommand implements Callable<Integer> {
    private static final String STOPPED = "  Stopped; nothing is left running.";

    private final Console console;

    @Option(
            names = "--dialect",
            paramLabel = "NAME",
            description = "postgresql (the default), or mysql: the servers of KINTSUGI_MYSQL_HOME")
    private String dialect = Dialect.POSTGRESQL.label();

    @Option(names = "--small", description = "no replicas: 3 servers instead of 7")
    private boolean small;

    @Option(names = "--smoke", description = "run the workload, check its sums, stop; exit code 6 on any difference")
    private boolean smoke;

    @Option(names = "--detach", description = "return when it is ready; it stays in the background")
    private boolean detach;

    @Option(
            names = "--port-base",
            paramLabel = "PORT",
            description = "first of the ports; otherwise 7700, or free ones where that is taken")
    private Optional<Integer> portBase = Optional.empty();

    @Option(names = "--workload-seconds", paramLabel = "N", description = "length of the workload (${DEFAULT-VALUE})")
    private int workloadSeconds = 10;

    @Option(names = "--users", paramLabel = "N", description = "customers of the sample shop (${DEFAULT-VALUE})")
    private int users = 2_000;

    public DemoCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException, SQLException, IOException {
        DemoOptions.check(workloadSeconds, users);
        Dialect database = DemoOptions.dialect(dialect);
        DemoHome home = DemoHome.of(console);
        if (detach) {
            return new DetachedDemo(console, home).start(childArguments());
        }
        DemoLog.redirect(home);
        DemoPlan plan = new DemoPlan(database, small ? 0 : 2, portBase, workloadSeconds, users);
        return run(home, plan);
    }

    private int run(DemoHome home, DemoPlan plan) throws InterruptedException, SQLException {
        try (Steps steps = new Steps(console);
                Demo demo = new Demo(console, home, plan, steps)) {
            Thread stop = new Thread(() -> stop(demo), "kintsugi-demo-stop");
            Runtime.getRuntime().addShutdownHook(stop);
            demo.enter();
            DemoResult result = demo.start();
            if (!result.outcome().differences().isEmpty()) {
                return differ(result.outcome());
            }
            if (!smoke) {
                show(home, result.record());
                new CountDownLatch(1).await();
            }
            demo.close();
            console.error().println(STOPPED);
            return ExitCode.OK;
        }
    }

    /** On Ctrl-C, and at the end of the process in any case. */
    private void stop(Demo demo) {
        if (!demo.isRunning()) {
            return;
        }
        console.error().println();
        console.error().println("  Stopping ...");
        try {
            demo.close();
            console.error().println(STOPPED);
        } catch (RuntimeException failure) {
            console.error().println(ErrorReport.of(failure).text(console.errorInk()));
        }
    }

    private int differ(DemoShop.Outcome outcome) {
        outcome.differences()
                .forEach(
                        difference -> console.error().println(console.errorInk().red("differs: ") + difference));
        return ExitCode.MISMATCH;
    }

    private void show(DemoHome home, DemoRecord record) {
        ReadyText text = new ReadyText(record, home, console.ink(), CommandName.get());
        text.lines(console.variable("PATH")).forEach(console.out()::println);
        console.out().println(console.ink().dim("  Ctrl-C stops everything."));
        console.out().flush();
    }

    private List<String> childArguments() {
        List<String> arguments = new ArrayList<>(List.of(
                "demo",
                "--dialect",
                dialect,
                "--workload-seconds",
                Integer.toString(workloadSeconds),
                "--users",
                Integer.toString(users)));
        if (small) {
            arguments.add("--small");
        }
        portBase.ifPresent(port -> arguments.addAll(List.of("--port-base", port.toString())));
        return arguments;
    }
}
