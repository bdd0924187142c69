package io.kintsugi.jdbc;

import io.kintsugi.engine.api.ExecuteOptions;
import io.kintsugi.engine.api.GeneratedKeys;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** What an application has set on a statement, checked. Confined to the statement. */
final class StatementOptions {
    static final GeneratedKeys NO_KEYS = new GeneratedKeys.None();
    static final GeneratedKeys ALL_KEYS = new GeneratedKeys.All();

    private static final long MILLIS_PER_SECOND = 1_000;
    private static final ExecuteOptions PLAIN = ExecuteOptions.DEFAULT.withGeneratedKeys(NO_KEYS);

    /** How many rows come at once where the application wants as few as possible. */
    private static final int STREAMED_ROWS = 1_000;

    private final NativeDialect dialect;
    private final int type;
    private final int concurrency;
    private final int holdability;
    private int fetchSize;
    private int fetchDirection = ResultSet.FETCH_FORWARD;
    private long rowsMax;
    private int timeoutSeconds;
    private int fieldBytesMax;

    /** The options made last, and from what: most statements never change them. */
    private @Nullable ExecuteOptions made;

    private GeneratedKeys madeKeys = NO_KEYS;
    private long madeNetworkMillis;

    StatementOptions(NativeDialect dialect, int type, int concurrency, int holdability) throws SQLException {
        this.dialect = dialect;
        this.type = oneOf("result set type", type, ResultSet.TYPE_FORWARD_ONLY, ResultSet.TYPE_SCROLL_SENSITIVE);
        this.concurrency = oneOf("concurrency", concurrency, ResultSet.CONCUR_READ_ONLY, ResultSet.CONCUR_UPDATABLE);
        this.holdability = holdability(holdability);
    }

    static int holdability(int value) throws SQLException {
        return oneOf("holdability", value, ResultSet.HOLD_CURSORS_OVER_COMMIT, ResultSet.CLOSE_CURSORS_AT_COMMIT);
    }

    private static int oneOf(String what, int value, int least, int most) throws SQLException {
        if (value < least || value > most) {
            throw Errors.argument("There is no " + what + " " + value + ".", "Use a constant of java.sql.ResultSet.");
        }
        return value;
    }

    static GeneratedKeys keys(int flag) throws SQLException {
        if (flag == java.sql.Statement.RETURN_GENERATED_KEYS) {
            return ALL_KEYS;
        }
        if (flag == java.sql.Statement.NO_GENERATED_KEYS) {
            return NO_KEYS;
        }
        throw Errors.argument("There is no flag " + flag + " for generated keys.", "Use a constant of Statement.");
    }

    static GeneratedKeys keys(String @Nullable [] names) throws SQLException {
        if (names == null) {
            throw Errors.argument("The column names are null.", "Name the columns, or call without them.");
        }
        return names.length == 0 ? NO_KEYS : new GeneratedKeys.Columns(List.of(names));
    }

    /** @param networkMillis the connection's network timeout, 0 for none: no statement may take longer */
    ExecuteOptions with(GeneratedKeys keys, long networkMillis) {
        ExecuteOptions now = made;
        if (now == null || madeKeys != keys || madeNetworkMillis != networkMillis) {
            now = make(keys, networkMillis);
            made = now;
            madeKeys = keys;
            madeNetworkMillis = networkMillis;
        }
        return now;
    }

    private ExecuteOptions make(GeneratedKeys keys, long networkMillis) {
        ExecuteOptions made = made(keys, networkMillis);
        // One object for all statements that nobody has set anything on.
        return made.equals(PLAIN) ? PLAIN : made;
    }

    private ExecuteOptions made(GeneratedKeys keys, long networkMillis) {
        long timeout = timeoutSeconds * MILLIS_PER_SECOND;
        long least = timeout == 0 || networkMillis == 0
                ? Math.max(timeout, networkMillis)
                : Math.min(timeout, networkMillis);
        boolean holdable = holdability == ResultSet.HOLD_CURSORS_OVER_COMMIT && !dialect.keepsRowsOverCommit();
        int rows = fetchSize < 0 ? STREAMED_ROWS : fetchSize;
        return new ExecuteOptions(rows, rowsMax, least, keys, type, concurrency, holdable, fieldBytesMax);
    }

    int type() {
        return type;
    }

    int concurrency() {
        return concurrency;
    }

    int holdability() {
        return holdability;
    }

    int fetchSize() {
        return fetchSize;
    }

    /** Whether it is the size by which the native driver is asked for one row at a time. */
    boolean isStreaming(int rows) {
        return dialect.streamingFetchSize().equals(OptionalInt.of(rows));
    }

    void fetchSize(int rows) throws SQLException {
        fetchSize = isStreaming(rows) ? rows : (int) notNegative("fetch size", rows);
        made = null;
    }

    long rowsMax() {
        return rowsMax;
    }

    void rowsMax(long rows) throws SQLException {
        rowsMax = notNegative("row limit", rows);
        made = null;
    }

    int timeoutSeconds() {
        return timeoutSeconds;
    }

    void timeoutSeconds(int seconds) throws SQLException {
        timeoutSeconds = (int) notNegative("timeout", seconds);
        made = null;
    }

    int fieldBytesMax() {
        return fieldBytesMax;
    }

    void fieldBytesMax(int bytes) throws SQLException {
        fieldBytesMax = (int) notNegative("field size", bytes);
        made = null;
    }

    int fetchDirection() {
        return fetchDirection;
    }

    void fetchDirection(int direction) throws SQLException {
        fetchDirection = oneOf("fetch direction", direction, ResultSet.FETCH_FORWARD, ResultSet.FETCH_UNKNOWN);
    }

    static long notNegative(String what, long value) throws SQLException {
        if (value < 0) {
            throw Errors.argument("The " + what + " " + value + " is negative.", "Pass 0 for no limit.");
        }
        return value;
    }
}
