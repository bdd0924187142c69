package io.kintsugi.engine.api;

import java.sql.ResultSet;
import java.util.Objects;

/**
 * How one execution is to run.
 *
 * @param fetchSize rows to fetch at a time; 0 = all at once where one shard answers
 * @param rowsMax most rows to return; 0 = no limit
 * @param timeoutMillis after so many milliseconds the statement is cancelled on every shard; 0 = the configured default
 * @param resultSetType a {@code ResultSet.TYPE_} constant
 * @param resultSetConcurrency a {@code ResultSet.CONCUR_} constant; results of several shards are read-only
 */
public record ExecuteOptions(
        int fetchSize,
        long rowsMax,
        long timeoutMillis,
        GeneratedKeys generatedKeys,
        int resultSetType,
        int resultSetConcurrency) {
    /** Everything at its default. */
    public static final ExecuteOptions DEFAULT = new ExecuteOptions(
            0, 0, 0, new GeneratedKeys.None(), ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);

    public ExecuteOptions {
        Objects.requireNonNull(generatedKeys, "generatedKeys");
        if (fetchSize < 0 || rowsMax < 0 || timeoutMillis < 0) {
            throw new IllegalArgumentException("negative limit: fetchSize " + fetchSize + ", rowsMax " + rowsMax
                    + ", timeoutMillis " + timeoutMillis);
        }
    }

    public ExecuteOptions withFetchSize(int rows) {
        return new ExecuteOptions(rows, rowsMax, timeoutMillis, generatedKeys, resultSetType, resultSetConcurrency);
    }

    public ExecuteOptions withTimeoutMillis(long millis) {
        return new ExecuteOptions(fetchSize, rowsMax, millis, generatedKeys, resultSetType, resultSetConcurrency);
    }

    public ExecuteOptions withGeneratedKeys(GeneratedKeys keys) {
        return new ExecuteOptions(fetchSize, rowsMax, timeoutMillis, keys, resultSetType, resultSetConcurrency);
    }
}
