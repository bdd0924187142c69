package io.kintsugi.cli.demo;

import io.kintsugi.cli.console.CliException;
import io.kintsugi.cli.console.Console;
import io.kintsugi.cli.console.ExitCode;
import io.kintsugi.cli.console.TerminalFacts;
import io.kintsugi.cli.demo.home.DemoHome;
import io.kintsugi.cli.demo.home.DemoLock;
import io.kintsugi.cli.demo.home.DemoRecord;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Runs the demo in a process of its own that outlives this one, and returns when it is ready. */
final class DetachedDemo {
    private static final long POLL_MILLIS = 100;
    private static final long READY_SECONDS_MAX = 600;

    private final Console console;
    private final DemoHome home;

    DetachedDemo(Console console, DemoHome home) {
        this.console = console;
        this.home = home;
    }

    int start(List<String> arguments) throws IOException, InterruptedException {
        home.prepare();
        if (DemoLock.isHeld(home.lockFile())) {
            throw Demo.alreadyRunning(home);
        }
        Path output = outputFile();
        ProcessBuilder builder = new ProcessBuilder(command(arguments))
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(output.toFile())
                .redirectErrorStream(true);
        builder.environment().put(DemoHome.VARIABLE, home.folder().toString());
        Process child = builder.start();
        DemoRecord ready = awaitReady(child, output);
        ReadyText text = new ReadyText(ready, home, console.ink(), CommandName.get());
        text.lines(console.variable("PATH")).forEach(console.out()::println);
        console.out().println("  It runs in the background. Stop it with: " + CommandName.get() + " demo stop");
        return ExitCode.OK;
    }

    /** It will hold the password. */
    private Path outputFile() throws IOException {
        Path file = home.folder().resolve("demo.out");
        Files.deleteIfExists(file);
        return Files.createFile(
                file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    /** nohup: the end of the terminal must not be the end of the demo. */
    private static List<String> command(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of("nohup", java()));
        for (String option : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            // The child has no terminal. Agents, as of a debugger, hold ports that are taken now.
            if (!option.startsWith("-D" + TerminalFacts.PROPERTY) && !option.startsWith("-agent")) {
                command.add(option);
            }
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "io.kintsugi.cli.Main"));
        command.addAll(arguments);
        return command;
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private DemoRecord awaitReady(Process child, Path output) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(READY_SECONDS_MAX);
        int shown = 0;
        while (System.nanoTime() < deadline) {
            boolean ended = child.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS);
            List<String> lines = Files.readAllLines(output);
            shown = show(lines, shown);
            Optional<DemoRecord> record = DemoRecord.read(home.recordFile());
            if (record.isPresent() && record.get().isReady() && record.get().pid() == child.pid()) {
                return record.get();
            }
            if (ended) {
                throw new CliException(
                        Math.max(ExitCode.FAILURE, child.exitValue()),
                        "The demo ended with exit code " + child.exitValue() + " before it was ready.",
                        "See above, and the log: " + home.logFile());
            }
        }
        child.destroy();
        throw new CliException(
                ExitCode.FAILURE,
                "The demo was not ready within " + READY_SECONDS_MAX + " s and is being stopped.",
                "See its output in " + output);
    }

    /** Passes on what the other process says on its way; what it says when ready is said here. */
    private int show(List<String> lines, int shown) {
        int end = lines.size();
        for (int index = shown; index < lines.size(); index++) {
            if (lines.get(index).startsWith("Ready.")) {
                return end;
            }
            if (!lines.get(index).isEmpty() && !lines.get(index).startsWith("nohup:")) {
                console.error().println(lines.get(index));
            }
        }
        return end;
    }
}
