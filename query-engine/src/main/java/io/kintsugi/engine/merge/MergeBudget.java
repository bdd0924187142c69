package io.kintsugi.engine.merge;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;

/** What one merge may hold in memory. Confined to one merge. */
public final class MergeBudget {
    /** What an entry costs beside its text: objects, hash table, references. */
    private static final long ENTRY_BYTES = 96;

    private final long rowsMax;
    private final long bytesMax;
    private long rows;
    private long bytes;

    public MergeBudget(long rowsMax, long bytesMax) {
        this.rowsMax = rowsMax;
        this.bytesMax = bytesMax;
    }

    /** Counts one more row held; MERGE_BUDGET_EXCEEDED when that is too much. */
    public void hold(long valueBytes) {
        rows++;
        bytes += valueBytes + ENTRY_BYTES;
        if (rows > rowsMax || bytes > bytesMax) {
            throw new ShardException(
                            ErrorCode.MERGE_BUDGET_EXCEEDED,
                            "Merging the shards' rows needs more than " + rowsMax + " rows or " + bytesMax
                                    + " bytes in memory.")
                    .withRemedy("Restrict the query, or raise mergeRowsMax and mergeBytesMax.");
        }
    }

    /** What was held so far is held no longer. */
    public void release() {
        rows = 0;
        bytes = 0;
    }
}
