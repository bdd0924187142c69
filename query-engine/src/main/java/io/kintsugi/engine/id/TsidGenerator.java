package io.kintsugi.engine.id;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import java.time.Clock;
import java.time.Instant;

/**
 * Time-sorted 64-bit ids: 42 bits of milliseconds since 2024-01-01 UTC, 10 bits of node, 12 bits of counter.
 * Thread-safe.
 *
 * <p>Unique as long as no two generators with one node number run at the same time. A clock that goes backwards does no
 * harm: the generator's own time only moves forward, and runs ahead of the clock when a millisecond's counter is used
 * up.
 */
public final class TsidGenerator {
    /** 2024-01-01T00:00:00Z. */
    static final long EPOCH_MILLIS = Instant.parse("2024-01-01T00:00:00Z").toEpochMilli();

    private static final int NODE_BITS = 10;
    private static final int COUNTER_BITS = 12;

    /** How many different node numbers there are. */
    public static final int NODES = 1 << NODE_BITS;

    private static final int COUNTER_LIMIT = 1 << COUNTER_BITS;

    private final Clock clock;
    private final long node;
    private long millis = Long.MIN_VALUE;
    private int counter;

    /** @param node from 0 to {@link #NODES} - 1 */
    public TsidGenerator(Clock clock, int node) {
        if (node < 0 || node >= NODES) {
            throw new IllegalArgumentException("node " + node + " is not between 0 and " + (NODES - 1));
        }
        this.clock = clock;
        this.node = node;
    }

    /** The first of {@code count} consecutive ids; INVALID_ARGUMENT for more than a millisecond holds. */
    public synchronized long take(int count) {
        if (count < 1 || count > COUNTER_LIMIT) {
            throw new ShardException(
                            ErrorCode.INVALID_ARGUMENT,
                            "Cannot make " + count + " consecutive ids: a tsid column takes 1 to " + COUNTER_LIMIT
                                    + " rows in one INSERT.")
                    .withRemedy("Split the INSERT.");
        }
        long now = clock.millis() - EPOCH_MILLIS;
        if (now > millis) {
            millis = now;
            counter = 0;
        } else if (counter + count > COUNTER_LIMIT) {
            millis++;
            counter = 0;
        }
        long first = (millis << (NODE_BITS + COUNTER_BITS)) | (node << COUNTER_BITS) | counter;
        counter += count;
        return first;
    }
}
