package io.kintsugi.manager.publish;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Instant;

/**
 * Why the cluster file, as it is now, did not come into force. The message may quote it: escape it before showing it.
 */
public record FileProblem(Path file, Instant since, String message) {
    public FileProblem {
        requireNonNull(file, "file");
        requireNonNull(since, "since");
        requireNonNull(message, "message");
    }
}
