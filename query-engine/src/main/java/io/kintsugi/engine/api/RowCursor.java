package io.kintsugi.engine.api;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.Optional;

/**
 * The rows of a result, one at a time. Confined to its session's thread; must be closed, since it keeps shard
 * connections leased until then. Closing the session closes it too.
 */
public interface RowCursor extends AutoCloseable {
    /** The visible columns only. */
    ResultSetMetaData metaData() throws SQLException;

    /** How many columns are visible; further ones of {@link #current()} are not the application's. */
    int visibleColumns();

    /**
     * Moves to the next row.
     *
     * @throws SQLException as a shard reported it; the cursor is then of no more use
     */
    boolean next() throws SQLException;

    /**
     * The native result set positioned on the current row; its first {@link #visibleColumns()} columns are the
     * result's. May be another object after each {@link #next()}.
     */
    ResultSet current() throws SQLException;

    /**
     * The native result set when it holds the whole result and nothing hidden (one shard, or rows computed here):
     * then it may be used directly, scrolled too, instead of {@link #next()}. Always present when a scrollable result
     * was asked for.
     */
    Optional<ResultSet> whole();

    boolean isClosed();

    /** Drops the rows not yet read and gives the shard connections back. Idempotent. */
    @Override
    void close() throws SQLException;
}
