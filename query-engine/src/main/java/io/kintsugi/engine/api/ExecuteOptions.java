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
 * @param holdable whether the rows must outlive the transaction, so that none may stay behind on a server
 * @param fieldBytesMax most bytes or characters of a text or binary value, cut by the native driver if it does so at
 *     all; 0 = no limit
 */
public record ExecuteOptions(
        int fetchSize,
        long rowsMax,
        long timeoutMillis,
        GeneratedKeys generatedKeys,
        int resultSetType,
        int resultSetConcurrency,
        boolean holdable,
        int fieldBytesMax) {
    /** Everything at its default. */
    public static final ExecuteOptions DEFAULT = new ExecuteOptions(
            0, 0, 0, new GeneratedKeys.None(), ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY, false, 0);

    public ExecuteOptions {
        Objects.requireNonNull(generatedKeys, "generatedKeys");
        if (fetchSize < 0 || rowsMax < 0 || timeoutMillis < 0 || fieldBytesMax < 0) {
            throw new IllegalArgumentException("negative limit: fetchSize " + fetchSize + ", rowsMax " + rowsMax
                    + ", timeoutMillis " + timeoutMillis + ", fieldBytesMax " + fieldBytesMax);
        }
    }

    /** Rows that need not outlive the transaction. */
    public ExecuteOptions(
            int fetchSize,
            long rowsMax,
            long timeoutMillis,
            GeneratedKeys generatedKeys,
            int resultSetType,
            int resultSetConcurrency) {
        this(fetchSize, rowsMax, timeoutMillis, generatedKeys, resultSetType, resultSetConcurrency, false, 0);
    }

    public ExecuteOptions withFetchSize(int rows) {
        return new ExecuteOptions(
                rows,
                rowsMax,
                timeoutMillis,
                generatedKeys,
                resultSetType,
                resultSetConcurrency,
                holdable,
                fieldBytesMax);
    }

    public ExecuteOptions withTimeoutMillis(long millis) {
        return new ExecuteOptions(
                fetchSize,
                rowsMax,
                millis,
                generatedKeys,
                resultSetType,
                resultSetConcurrency,
                holdable,
                fieldBytesMax);
    }

    public ExecuteOptions withGeneratedKeys(GeneratedKeys keys) {
        return new ExecuteOptions(
                fetchSize, rowsMax, timeoutMillis, keys, resultSetType, resultSetConcurrency, holdable, fieldBytesMax);
    }

    /** For rows that cannot be changed where they are: there are copies of them elsewhere. */
    public ExecuteOptions readOnly() {
        return resultSetConcurrency == ResultSet.CONCUR_READ_ONLY
                ? this
                : new ExecuteOptions(
                        fetchSize,
                        rowsMax,
                        timeoutMillis,
                        generatedKeys,
                        resultSetType,
                        ResultSet.CONCUR_READ_ONLY,
                        holdable,
                        fieldBytesMax);
    }
}
