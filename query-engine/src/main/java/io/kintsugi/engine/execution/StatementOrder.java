package io.kintsugi.engine.execution;

import io.kintsugi.engine.merge.StreamMerge;
import io.kintsugi.engine.result.MergedCursor;
import io.kintsugi.engine.result.NativeResult;
import java.sql.SQLException;
import java.util.List;

/**
 * Puts rows that were written shard by shard back into the order of the statement. A shard that returns fewer rows than
 * it was given (ON CONFLICT DO NOTHING), or more, does not say to which entry they belong; then only the order within
 * each shard is kept.
 */
final class StatementOrder {
    private final int[] shardOfEntry;

    /** @param ordinals for each shard the positions of its entries in the statement */
    StatementOrder(List<List<Integer>> ordinals) {
        shardOfEntry = new int[ordinals.stream().mapToInt(List::size).sum()];
        for (int shard = 0; shard < ordinals.size(); shard++) {
            for (int entry : ordinals.get(shard)) {
                shardOfEntry[entry] = shard;
            }
        }
    }

    MergedCursor.RowOrder over(List<NativeResult> results) {
        return new Walk(results);
    }

    private final class Walk implements MergedCursor.RowOrder {
        private final List<NativeResult> results;
        private int entry;
        private int rest;

        Walk(List<NativeResult> results) {
            this.results = results;
        }

        @Override
        public int next() throws SQLException {
            while (entry < shardOfEntry.length) {
                int shard = shardOfEntry[entry];
                entry++;
                if (results.get(shard).next()) {
                    return shard;
                }
            }
            while (rest < results.size()) {
                if (results.get(rest).next()) {
                    return rest;
                }
                rest++;
            }
            return StreamMerge.END;
        }
    }
}
