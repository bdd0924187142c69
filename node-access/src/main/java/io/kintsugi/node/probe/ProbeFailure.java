package io.kintsugi.node.probe;

import static java.util.Objects.requireNonNull;

/** What stopped a probe. The message may contain text from the server: escape it before showing it. */
public record ProbeFailure(ProbeError error, String message) {
    public ProbeFailure {
        requireNonNull(error, "error");
        requireNonNull(message, "message");
    }
}
