package io.kintsugi.cli.console;

/** The exit codes of every command. Stable: scripts depend on them. */
public final class ExitCode {
    public static final int OK = 0;
    public static final int FAILURE = 1;
    public static final int USAGE = 2;
    public static final int NOT_FOUND = 3;
    /** Something else is in the way, or something has to be prepared first. */
    public static final int PRECONDITION = 5;
    /** What was computed and what is stored differ. */
    public static final int MISMATCH = 6;

    public static final int UNREACHABLE = 8;
    public static final int INTERRUPTED = 130;

    private ExitCode() {}
}
