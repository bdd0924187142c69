package io.kintsugi.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs other programs within a limit, in a plain environment. */
final class Commands {

    private static final List<String> FOREIGN = List.of("PG", "LC_", "MYSQL", "MARIADB");

    private Commands() {}

    record Result(int status, String output) {

        boolean succeeded() {
            return status == 0;
        }
    }

    static Result run(List<String> command, Path folder, Duration limit) throws IOException {
        return run(command, folder, "", limit);
    }

    /** Output goes through a file: a pipe would fill, or be held open by a server that outlives the program. */
    static Result run(List<String> command, Path folder, String input, Duration limit) throws IOException {
        Path output = Files.createTempFile("kintsugi-output", ".txt");
        try {
            Process process = builder(command, folder)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            try (OutputStream stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
            }
            int status = await(process, command, limit);
            return new Result(status, Files.readString(output, StandardCharsets.ISO_8859_1));
        } finally {
            Files.deleteIfExists(output);
        }
    }

    /** In the plain environment: PGDATA, MYSQL_HOME and the like of the caller's shell must not reach our server. */
    static ProcessBuilder builder(List<String> command, Path folder) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().keySet().removeIf(name -> FOREIGN.stream().anyMatch(name::startsWith));
        builder.environment().put("LC_ALL", "C");
        return builder;
    }

    private static int await(Process process, List<String> command, Duration limit) {
        try {
            if (process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return process.exitValue();
            }
            process.destroyForcibly();
            throw new EmbeddedServerException(
                    ServerFailure.TIMED_OUT, command.get(0) + " took longer than " + limit.toSeconds() + " s.");
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new EmbeddedServerException(
                    ServerFailure.TIMED_OUT, "Interrupted while " + command.get(0) + " ran.", interrupted);
        }
    }
}
