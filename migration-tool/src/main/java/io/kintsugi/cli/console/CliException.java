package io.kintsugi.cli.console;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/** A failure that belongs to the command line itself, told in full: what, the way out, the exit code. */
public final class CliException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String wayOut;
    private final int exitCode;

    public CliException(int exitCode, String what, String wayOut) {
        this(exitCode, what, wayOut, null);
    }

    public CliException(int exitCode, String what, String wayOut, @Nullable Throwable cause) {
        super(requireNonNull(what, "what"), cause);
        this.wayOut = requireNonNull(wayOut, "wayOut");
        this.exitCode = exitCode;
    }

    public String wayOut() {
        return wayOut;
    }

    public int exitCode() {
        return exitCode;
    }
}
