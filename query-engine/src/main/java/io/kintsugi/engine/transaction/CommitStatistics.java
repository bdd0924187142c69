package io.kintsugi.engine.transaction;

import java.util.concurrent.atomic.AtomicLong;

/** Counts what best-effort transactions came to. Thread-safe. */
public final class CommitStatistics {
    private final AtomicLong multiShard = new AtomicLong();
    private final AtomicLong partial = new AtomicLong();

    void countMultiShard() {
        multiShard.incrementAndGet();
    }

    void countPartial() {
        partial.incrementAndGet();
    }

    /** Transactions that tried to commit writes on more than one shard. */
    public long multiShardCommits() {
        return multiShard.get();
    }

    /** Those of them that failed after a part was committed. */
    public long partialCommits() {
        return partial.get();
    }
}
