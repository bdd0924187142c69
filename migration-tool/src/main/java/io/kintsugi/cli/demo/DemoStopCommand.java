package io.kintsugi.cli.demo;

import io.kintsugi.cli.console.CliException;
import io.kintsugi.cli.console.Console;
import io.kintsugi.cli.console.ExitCode;
import io.kintsugi.cli.demo.home.DemoHome;
import io.kintsugi.cli.demo.home.DemoLock;
import io.kintsugi.cli.demo.home.DemoRecord;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;

/** Stops a demo, or clears away what a killed one left. Filled in by picocli. */
@Command(name = "stop", description = "Stop the demo and delete its data; also what a killed demo has left.")
public final class DemoStopCommand implements Callable<Integer> {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Console console;

    public DemoStopCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        DemoHome home = DemoHome.of(console);
        if (!Files.isDirectory(home.folder())) {
            console.out().println("No demo runs.");
            return ExitCode.OK;
        }
        boolean stopped = DemoLock.isHeld(home.lockFile()) && stop(home);
        int leftovers = clear(home);
        if (stopped) {
            console.out().println("The demo is stopped; nothing is left running.");
        } else if (leftovers > 0) {
            console.out().println("Stopped " + leftovers + " servers that a killed demo had left.");
        } else {
            console.out().println("No demo runs.");
        }
        return ExitCode.OK;
    }

    /** Asks the process to end as Ctrl-C would, and waits until it has. */
    private boolean stop(DemoHome home) throws InterruptedException {
        Optional<ProcessHandle> process = DemoRecord.read(home.recordFile())
                .flatMap(record -> ProcessHandle.of(record.pid()))
                .filter(DemoStopCommand::isJava);
        if (process.isEmpty() || !process.get().destroy()) {
            throw new CliException(
                    ExitCode.FAILURE,
                    "The process of the demo in " + home.folder() + " is not known or belongs to somebody else.",
                    "Press Ctrl-C where it runs, or stop it as its owner.");
        }
        await(process.get());
        return true;
    }

    /** A number in a file may by now belong to another program. */
    private static boolean isJava(ProcessHandle process) {
        return process.info().command().map(path -> path.endsWith("java")).orElse(false);
    }

    private static void await(ProcessHandle process) throws InterruptedException {
        CompletableFuture<ProcessHandle> end = process.onExit();
        try {
            end.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException late) {
            throw new CliException(
                    ExitCode.FAILURE,
                    "Process " + process.pid() + " of the demo has not ended within " + LIMIT.toSeconds() + " s.",
                    "End it with kill -9 " + process.pid() + ", then run demo stop again.",
                    late);
        }
    }

    private static int clear(DemoHome home) {
        Optional<DemoLock> lock = DemoLock.tryAcquire(home.lockFile());
        if (lock.isEmpty()) {
            return 0;
        }
        try {
            return Leftovers.clear(home).size();
        } finally {
            lock.get().close();
        }
    }
}
