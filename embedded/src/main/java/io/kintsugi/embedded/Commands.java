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
            Process process = process(command, folder, output).start();
            try (OutputStream stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
            }
            int status = await(process, command, limit);
            return new Result(status, Files.readString(output, StandardCharsets.ISO_8859_1));
        } finally {
            Files.deleteIfExists(output);
        }
    }

    private static ProcessBuilder process(List<String> command, Path folder, Path output) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        // PGDATA, PGPORT, PGHOST and the like of the caller's shell must not reach our server.
        builder.environment().keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("LC_"));
        builder.environment().put("LC_ALL", "C");
        return builder;
    }

    private static int await(Process process, List<String> command, Duration limit) {
        try {
            if (process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return process.exitValue();
            }
            process.destroyForcibly();
            throw new PostgresServerException(
                    ServerFailure.TIMED_OUT, command.get(0) + " took longer than " + limit.toSeconds() + " s.");
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new PostgresServerException(
                    ServerFailure.TIMED_OUT, "Interrupted while " + command.get(0) + " ran.", interrupted);
        }
    }
}
