package io.kintsugi.cli.manager;

import io.kintsugi.cli.console.Console;
import io.kintsugi.cli.console.ExitCode;
import io.kintsugi.cli.console.Ink;
import io.kintsugi.manager.ManagerServer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs a manager in the foreground until it is told to stop. Filled in by picocli. */
@Command(
        name = "manager",
        description = "Run a manager: serves the topology and the status page until SIGTERM or Ctrl-C.")
public final class ManagerCommand implements Callable<Integer> {
    private static final int DEFAULT_PORT = 7700;

    private final Console console;

    @Option(
            names = "--cluster",
            required = true,
            paramLabel = "FILE",
            description = "the topology; changes are followed")
    private Path cluster = Path.of("");

    @Option(names = "--state", required = true, paramLabel = "DIR", description = "where topology versions are kept")
    private Path state = Path.of("");

    @Option(names = "--port", paramLabel = "PORT", description = "where to listen; 0: a free one (${DEFAULT-VALUE})")
    private int port = DEFAULT_PORT;

    @Option(names = "--bind", paramLabel = "ADDRESS", description = "address to listen on (${DEFAULT-VALUE})")
    private String bind = "127.0.0.1";

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "its first line is demanded from every client; needed for changes from other machines")
    private Optional<Path> tokenFile = Optional.empty();

    public ManagerCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        ManagerServer.Builder builder =
                ManagerServer.builder(state).clusterFile(cluster).port(port).bindAddress(bind);
        tokenFile.ifPresent(file -> builder.token("${file:" + file + "}"));
        ManagerServer server = builder.start();
        CountDownLatch never = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "kintsugi-manager-stop"));
        announce(server);
        never.await();
        return ExitCode.OK;
    }

    private void announce(ManagerServer server) {
        Ink ink = console.ink();
        server.topology()
                .ifPresent(topology -> console.out()
                        .println(ink.dim("cluster   ") + topology.cluster() + ", version " + topology.version()));
        console.out()
                .println(ink.dim("page      ") + ink.blue(server.pageAddress().toString()));
        server.clusterFileProblem()
                .ifPresent(problem -> console.error().println(console.errorInk().red("error:") + " " + problem));
        console.out().println("The manager runs. Ctrl-C stops it.");
    }
}
