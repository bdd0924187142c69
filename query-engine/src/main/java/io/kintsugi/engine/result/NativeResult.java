package io.kintsugi.engine.result;

import io.kintsugi.engine.backend.Backend;
import io.kintsugi.engine.backend.ShardOrigin;
import io.kintsugi.router.plan.ShardId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;

/** Rows that one shard returned: the statement that has to stay open for them and the connection they live on. */
public record NativeResult(ShardId shard, Backend backend, Statement statement, ResultSet rows, RowWatch watch) {
    public NativeResult {
        Objects.requireNonNull(shard, "shard");
        Objects.requireNonNull(backend, "backend");
        Objects.requireNonNull(statement, "statement");
        Objects.requireNonNull(rows, "rows");
        Objects.requireNonNull(watch, "watch");
    }

    /** Rows that nobody watches. */
    public NativeResult(ShardId shard, Backend backend, Statement statement, ResultSet rows) {
        this(shard, backend, statement, rows, RowWatch.NONE);
    }

    /** The same rows, watched. */
    public NativeResult watchedBy(RowWatch watcher) {
        return new NativeResult(shard, backend, statement, rows, watcher);
    }

    /** Moves to the next row; false at the end. An error of the server names its shard. */
    public boolean next() throws SQLException {
        try {
            watch.asked();
            boolean isRow = rows.next();
            watch.came(rows, isRow);
            return isRow;
        } catch (SQLException failed) {
            ShardOrigin.mark(failed, shard, backend);
            throw failed;
        }
    }
}
