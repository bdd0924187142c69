package io.kintsugi.jdbc;

import io.kintsugi.engine.api.BatchResult;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.IntFunction;

/** What a batch returns, or throws with what it did up to there. */
final class BatchCounts {
    private BatchCounts() {}

    /** @param text the text of an entry, for the message */
    static long[] of(BatchResult result, IntFunction<String> text) throws BatchUpdateException {
        long[] counts = result.counts().stream().mapToLong(Long::longValue).toArray();
        if (result.failure().isPresent()) {
            int failed = firstFailed(counts);
            throw batchFailure(
                    failed, text.apply(failed), counts, result.failure().get());
        }
        return counts;
    }

    private static int firstFailed(long[] counts) {
        for (int entry = 0; entry < counts.length; entry++) {
            if (counts[entry] == Statement.EXECUTE_FAILED) {
                return entry;
            }
        }
        return 0;
    }

    private static BatchUpdateException batchFailure(int entry, String sql, long[] counts, SQLException failed) {
        String message = "Batch entry " + entry + " " + sql + " was aborted: " + failed.getMessage();
        BatchUpdateException error =
                new BatchUpdateException(message, failed.getSQLState(), failed.getErrorCode(), counts, failed);
        error.setNextException(failed);
        return error;
    }
}
