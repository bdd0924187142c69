package io.kintsugi.examples.tpcc.run;

import io.kintsugi.examples.tpcc.model.Randomness;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which failures are worth the same transaction again, and how often it is tried in all: serialization failures and
 * deadlocks, which every database may ask a client to retry.
 */
record RetryPolicy(int attemptsMax) {

    private static final Set<String> RETRYABLE_STATES = Set.of("40001", "40P01");
    private static final int CAUSES_LOOKED_AT = 20;
    private static final int PAUSE_STEP_MICROS = 2000;

    RetryPolicy {
        if (attemptsMax < 1) {
            throw new IllegalArgumentException("attempts must be at least 1, not " + attemptsMax);
        }
    }

    boolean allowsAnother(int attemptsMade, SQLException failure) {
        return attemptsMade < attemptsMax && isRetryable(failure);
    }

    /** A random pause that grows with each attempt, so that two rivals do not meet again. */
    Duration pauseAfter(int attemptsMade, Randomness randomness) {
        long micros = randomness.uniform(0, PAUSE_STEP_MICROS * Math.min(attemptsMade, 10));
        return Duration.ofNanos(micros * 1000);
    }

    /** Looks behind the exception too: a failed batch hides the reason in its cause or its next exception. */
    static boolean isRetryable(SQLException failure) {
        Throwable current = failure;
        for (int depth = 0; current != null && depth < CAUSES_LOOKED_AT; depth++) {
            if (current instanceof SQLException sql && RETRYABLE_STATES.contains(String.valueOf(sql.getSQLState()))) {
                return true;
            }
            current = behind(current);
        }
        return false;
    }

    private static @Nullable Throwable behind(Throwable failure) {
        if (failure instanceof SQLException sql && sql.getNextException() != null) {
            return sql.getNextException();
        }
        return failure.getCause();
    }
}
