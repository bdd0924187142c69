package io.kintsugi.engine.transaction;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** Counts what transactions came to. Thread-safe. */
public final class CommitStatistics {
    private final AtomicLong multiShard = new AtomicLong();
    private final AtomicLong partial = new AtomicLong();
    private final LongAdder singleShard = new LongAdder();
    private final LongAdder severalShards = new LongAdder();
    private final LongAdder rollbacks = new LongAdder();

    void countMultiShard() {
        multiShard.incrementAndGet();
    }

    void countPartial() {
        partial.incrementAndGet();
    }

    void countCommit(int shards) {
        if (shards > 1) {
            severalShards.increment();
        } else if (shards == 1) {
            singleShard.increment();
        }
    }

    void countRollback() {
        rollbacks.increment();
    }

    /** Transactions committed that had joined one shard. */
    public long singleShardCommits() {
        return singleShard.sum();
    }

    /** Transactions committed that had joined several shards, to read or to write. */
    public long severalShardsCommits() {
        return severalShards.sum();
    }

    /** Transactions rolled back that had joined a shard. */
    public long rollbacks() {
        return rollbacks.sum();
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
