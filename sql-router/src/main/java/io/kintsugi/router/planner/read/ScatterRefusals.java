package io.kintsugi.router.planner.read;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.lexer.TokenSpan;
import io.kintsugi.router.planner.bind.Refusal;
import io.kintsugi.router.planner.bind.RefusalException;

/** The refusals of reads over several shards, worded alike. */
final class ScatterRefusals {
    private ScatterRefusals() {}

    static RefusalException query(String what, String remedy, int token) {
        return new Refusal(ErrorCode.UNSUPPORTED_CROSS_SHARD_QUERY, what, remedy, token).thrown();
    }

    /** An expression over groups that is left to a database. */
    static RefusalException uncombinable(LexedSql sql, TokenSpan span, String why) {
        return query(
                sql.text(span.first(), span.end()) + " cannot be computed over several shards: " + why,
                "Use count, sum, min, max or avg of a column, group by the sharding key, or restrict the query to one"
                        + " shard.",
                span.first());
    }

    static RefusalException unordered(String expression, String remedy, int token) {
        return query(
                "Rows of several shards cannot be merged in the order of " + expression
                        + ": its type or collation is not one that the merge reproduces exactly",
                remedy + " cast it to a simple type, or restrict the query to one shard.",
                token);
    }
}
