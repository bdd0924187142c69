package io.kintsugi.router.planner.read;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.router.planner.bind.Refusal;
import io.kintsugi.router.planner.bind.RefusalException;

/** The refusals of reads over several shards, worded alike. */
final class ScatterRefusals {
    private ScatterRefusals() {}

    static RefusalException query(String what, String remedy, int token) {
        return new Refusal(ErrorCode.UNSUPPORTED_CROSS_SHARD_QUERY, what, remedy, token).thrown();
    }

    static RefusalException unordered(String expression, String remedy, int token) {
        return query(
                "Rows of several shards cannot be merged in the order of " + expression
                        + ": its type or collation is not one that the merge reproduces exactly",
                remedy + " cast it to a simple type, or restrict the query to one shard.",
                token);
    }
}
