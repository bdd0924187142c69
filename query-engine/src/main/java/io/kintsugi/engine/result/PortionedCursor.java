package io.kintsugi.engine.result;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Rows that are computed from those of several shards as they are read, some at a time, each portion shown as a native
 * result set. Confined to the session.
 */
public final class PortionedCursor extends AbstractCursor {
    private final Shown shown;
    private final Computed computed;
    private final int visibleColumns;
    private NativeResult portion;

    /** Makes a native result of rows. */
    @FunctionalInterface
    public interface Shown {
        NativeResult of(List<List<@Nullable String>> rows) throws SQLException;
    }

    /** The rows that come next; none at the end. */
    @FunctionalInterface
    public interface Computed {
        List<List<@Nullable String>> next() throws SQLException;
    }

    /** @param results closed with this cursor */
    public PortionedCursor(
            List<NativeResult> results,
            Shown shown,
            List<List<@Nullable String>> first,
            Computed computed,
            Completion completion)
            throws SQLException {
        super(results.stream().map(NativeResult::statement).toList(), completion);
        this.shown = shown;
        this.computed = computed;
        this.portion = shown.of(first);
        this.visibleColumns = portion.rows().getMetaData().getColumnCount();
    }

    @Override
    boolean advance() throws SQLException {
        if (portion.rows().next()) {
            return true;
        }
        List<List<@Nullable String>> rows = computed.next();
        if (rows.isEmpty()) {
            return false;
        }
        NativeResult read = portion;
        portion = shown.of(rows);
        read.statement().close();
        return portion.rows().next();
    }

    @Override
    void release() throws SQLException {
        portion.statement().close();
    }

    @Override
    public ResultSetMetaData metaData() throws SQLException {
        return portion.rows().getMetaData();
    }

    @Override
    public int visibleColumns() {
        return visibleColumns;
    }

    @Override
    public ResultSet current() {
        return portion.rows();
    }

    @Override
    public Optional<ResultSet> whole() {
        return Optional.empty();
    }
}
