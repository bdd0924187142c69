package io.kintsugi.embedded;

import org.jspecify.annotations.Nullable;

/** An embedded server could not be started, stopped or cloned. The message tells what happened and the way out. */
public final class EmbeddedServerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ServerFailure failure;

    EmbeddedServerException(ServerFailure failure, String message, String log, @Nullable Throwable cause) {
        super(text(failure, message, log), cause);
        this.failure = failure;
    }

    EmbeddedServerException(ServerFailure failure, String message) {
        this(failure, message, "", null);
    }

    EmbeddedServerException(ServerFailure failure, String message, Throwable cause) {
        this(failure, message, "", cause);
    }

    public ServerFailure failure() {
        return failure;
    }

    private static String text(ServerFailure failure, String message, String log) {
        String advised = message + " " + failure.advice();
        return log.isBlank() ? advised : advised + System.lineSeparator() + log.stripTrailing();
    }
}
