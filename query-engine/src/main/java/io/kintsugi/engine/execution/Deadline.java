package io.kintsugi.engine.execution;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import java.util.concurrent.TimeUnit;

/** When a statement must have ended, on all its shards together. Immutable. */
final class Deadline {
    private static final Deadline NEVER = new Deadline(0, 0);

    private final long limitMillis;
    private final long endNanos;

    private Deadline(long limitMillis, long endNanos) {
        this.limitMillis = limitMillis;
        this.endNanos = endNanos;
    }

    /** @param millis 0 = never */
    static Deadline in(long millis) {
        return millis == 0 ? NEVER : new Deadline(millis, System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis));
    }

    /** What is left, at least 1; 0 when there is no limit. STATEMENT_TIMEOUT when nothing is left. */
    long remainingMillis() {
        if (limitMillis == 0) {
            return 0;
        }
        long left = TimeUnit.NANOSECONDS.toMillis(endNanos - System.nanoTime());
        if (left <= 0) {
            throw new ShardException(
                    ErrorCode.STATEMENT_TIMEOUT, "The statement did not end within " + limitMillis + " ms.");
        }
        return left;
    }
}
