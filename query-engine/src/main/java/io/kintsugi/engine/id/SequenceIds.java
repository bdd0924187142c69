package io.kintsugi.engine.id;

import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Hands out ids from leased blocks. Thread-safe. The ids of one call are consecutive and never straddle two blocks;
 * what is left of a block that is too small for a call is given up, so gaps are normal, as with a sequence's cache.
 */
public final class SequenceIds {
    private final int blockSize;
    private final Map<String, Block> blocks = new ConcurrentHashMap<>();

    public SequenceIds(int blockSize) {
        this.blockSize = blockSize;
    }

    /** The first of {@code count} consecutive ids for {@code name}. */
    public long take(String name, int count, BlockSource source) throws SQLException {
        return blocks.computeIfAbsent(name, ignored -> new Block()).take(name, count, source);
    }

    /**
     * The unused ids of one name. Its lock is held while the catalog is asked: those who wait need the very answer, and
     * each asking for itself would waste a block.
     */
    private final class Block {
        private final ReentrantLock lock = new ReentrantLock();
        private long next;
        private long left;

        long take(String name, int count, BlockSource source) throws SQLException {
            lock.lock();
            try {
                if (left < count) {
                    int size = Math.max(blockSize, count);
                    next = source.lease(name, size);
                    left = size;
                }
                long first = next;
                next += count;
                left -= count;
                return first;
            } finally {
                lock.unlock();
            }
        }
    }
}
