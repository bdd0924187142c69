package io.kintsugi.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The living main process of a data folder. It is found through the server's own pid file and believed only when its
 * command line names the database and this very folder: process ids are used again.
 */
record ServerProcess(Kind kind, Path dataFolder, ProcessHandle process) {

    /** What differs: where the id is written, and how a server is asked to stop. */
    enum Kind {
        POSTGRESQL("postmaster.pid", "INT", "QUIT"),
        MYSQL("mysqld.pid", "TERM", "TERM");

        private final String pidFile;
        private final String politeSignal;
        private final String firmSignal;

        Kind(String pidFile, String politeSignal, String firmSignal) {
            this.pidFile = pidFile;
            this.politeSignal = politeSignal;
            this.firmSignal = firmSignal;
        }

        String pidFile() {
            return pidFile;
        }
    }

    private static final Duration KILL_LIMIT = Duration.ofSeconds(10);
    private static final Duration COMMAND_LIMIT = Duration.ofSeconds(10);

    static Optional<ServerProcess> find(Path dataFolder) {
        return Stream.of(Kind.values())
                .flatMap(kind -> find(kind, dataFolder).stream())
                .findFirst();
    }

    private static Optional<ServerProcess> find(Kind kind, Path dataFolder) {
        return recordedProcess(kind, dataFolder)
                .filter(ServerProcess::isAlive)
                .filter(process -> serves(kind, process, dataFolder))
                .map(process -> new ServerProcess(kind, dataFolder, process));
    }

    /** Whatever process now has the recorded id, be it a server or not. */
    static Optional<ProcessHandle> recordedProcess(Kind kind, Path dataFolder) {
        Path file = dataFolder.resolve(kind.pidFile);
        if (!Files.isReadable(file)) {
            return Optional.empty();
        }
        try (Stream<String> lines = Files.lines(file)) {
            return lines.findFirst()
                    .map(String::strip)
                    .filter(line -> line.matches("\\d{1,10}"))
                    .flatMap(line -> ProcessHandle.of(Long.parseLong(line)));
        } catch (IOException | UncheckedIOException goneMeanwhile) {
            return Optional.empty();
        }
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return isAlive(process);
    }

    /** @param signal a name such as {@code INT} */
    void signal(String signal) {
        signal(signal, List.of(process));
    }

    boolean awaitExit(Duration limit) {
        return Await.until(limit, () -> !isAlive());
    }

    /** Stops the main process first, so that it makes no more children while they are counted. */
    void pause() {
        signal("STOP");
        Await.until(KILL_LIMIT, () -> isStopped(process));
        List<ProcessHandle> children = process.children().toList();
        signal("STOP", children);
        if (!Await.until(KILL_LIMIT, () -> children.stream().allMatch(child -> isStopped(child) || !isAlive(child)))) {
            throw new IllegalStateException("Process " + pid() + " and its children did not stop");
        }
    }

    void resume() {
        signal("CONT", process.children().toList());
        signal("CONT");
    }

    /** Asks politely within the limit, then firmly, then kills. Works on a paused server too. */
    void stop(Duration limit) {
        resume();
        signal(kind.politeSignal);
        if (awaitExit(limit)) {
            return;
        }
        signal(kind.firmSignal);
        if (!awaitExit(KILL_LIMIT)) {
            kill();
        }
    }

    /** As a power cut would: nobody gets a chance to say goodbye. */
    void kill() {
        signal("STOP");
        List<ProcessHandle> whole = new ArrayList<>(process.children().toList());
        whole.add(process);
        whole.forEach(ProcessHandle::destroyForcibly);
        if (!Await.until(KILL_LIMIT, () -> whole.stream().noneMatch(ServerProcess::isAlive))) {
            throw new IllegalStateException("Process " + pid() + " or a child survived SIGKILL");
        }
    }

    /** A zombie is dead: in a container whose first process reaps nobody, it would stay for ever. */
    static boolean isAlive(ProcessHandle process) {
        return process.isAlive() && state(process) != 'Z';
    }

    /** True where the platform does not tell. */
    private static boolean isStopped(ProcessHandle process) {
        char state = state(process);
        return state == 'T' || state == '?';
    }

    /** The letter after the parenthesised name in Linux's {@code /proc/<pid>/stat}; a question mark elsewhere. */
    private static char state(ProcessHandle process) {
        Path file = Path.of("/proc", Long.toString(process.pid()), "stat");
        if (!Files.isReadable(file)) {
            return '?';
        }
        try {
            String text = Files.readString(file, StandardCharsets.ISO_8859_1);
            int afterName = text.lastIndexOf(')') + 2;
            return afterName < text.length() ? text.charAt(afterName) : '?';
        } catch (IOException goneMeanwhile) {
            return 'Z';
        }
    }

    /** An unpacked MySQL may be started through its own loader, so its program is not always the first word. */
    private static boolean serves(Kind kind, ProcessHandle process, Path dataFolder) {
        List<String> words = commandLine(process);
        return switch (kind) {
            case POSTGRESQL ->
                !words.isEmpty() && Path.of(words.get(0)).endsWith("postgres") && words.contains(dataFolder.toString());
            case MYSQL -> words.contains(MySqlConfiguration.DATA_FOLDER_OPTION + dataFolder);
        };
    }

    private static List<String> commandLine(ProcessHandle process) {
        Path file = Path.of("/proc", Long.toString(process.pid()), "cmdline");
        if (!Files.isReadable(file)) {
            List<String> words =
                    new ArrayList<>(process.info().command().stream().toList());
            words.addAll(process.info().arguments().map(List::of).orElse(List.of()));
            return words;
        }
        try {
            return List.of(Files.readString(file).split("\0"));
        } catch (IOException goneMeanwhile) {
            return List.of();
        }
    }

    /** Through the shell's own kill: a bare machine has no other. A process that has gone meanwhile is no failure. */
    private static void signal(String signal, List<ProcessHandle> processes) {
        if (processes.isEmpty()) {
            return;
        }
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", "kill -s " + signal + " \"$@\"", "sh"));
        processes.forEach(process -> command.add(Long.toString(process.pid())));
        try {
            Commands.run(command, Path.of("/"), COMMAND_LIMIT);
        } catch (IOException failed) {
            throw new IllegalStateException("No shell to send SIG" + signal + " with", failed);
        }
    }
}
