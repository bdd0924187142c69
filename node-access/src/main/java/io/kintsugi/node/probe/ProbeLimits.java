package io.kintsugi.node.probe;

/**
 * How long each level of a probe may take, in milliseconds. Login and statements are bounded in whole seconds, rounded
 * up, because the driver's socket timeout is.
 */
public record ProbeLimits(int tcpMillis, int loginMillis, int statementMillis) {
    private static final int LIMIT_MILLIS_MAX = 60_000;

    public ProbeLimits {
        requireRange("tcpMillis", tcpMillis);
        requireRange("loginMillis", loginMillis);
        requireRange("statementMillis", statementMillis);
    }

    public static ProbeLimits defaults() {
        return new ProbeLimits(1_000, 2_000, 2_000);
    }

    /** No honest probe takes longer than this. */
    public long totalMillis() {
        return (long) tcpMillis + loginMillis + statementMillis;
    }

    private static void requireRange(String name, int value) {
        if (value < 1 || value > LIMIT_MILLIS_MAX) {
            throw new IllegalArgumentException(name + " is " + value + ", not between 1 and " + LIMIT_MILLIS_MAX + ".");
        }
    }
}
