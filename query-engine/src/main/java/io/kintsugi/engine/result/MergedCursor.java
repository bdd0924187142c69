package io.kintsugi.engine.result;

import io.kintsugi.engine.merge.StreamMerge;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The rows of several shards in merged order, each shown where its shard's result set stands on it. */
public final class MergedCursor extends AbstractCursor {
    private final List<NativeResult> results;
    private final RowOrder order;
    private final ResultSetMetaData metaData;
    private final int visibleColumns;
    private int current = StreamMerge.END;

    /** Says which result holds the next row, having moved it there; {@link StreamMerge#END} at the end. */
    @FunctionalInterface
    public interface RowOrder {
        int next() throws SQLException;
    }

    public MergedCursor(List<NativeResult> results, RowOrder order, int visibleColumns, Completion completion)
            throws SQLException {
        super(results.stream().map(NativeResult::statement).toList(), completion);
        this.results = results;
        this.order = order;
        this.visibleColumns = visibleColumns;
        NativeResult first = results.get(0);
        this.metaData =
                first.backend().dialect().rows().visible(first.backend().connection(), first.rows(), visibleColumns);
    }

    @Override
    boolean advance() throws SQLException {
        current = order.next();
        return current != StreamMerge.END;
    }

    @Override
    public ResultSetMetaData metaData() {
        return metaData;
    }

    @Override
    public int visibleColumns() {
        return visibleColumns;
    }

    @Override
    public ResultSet current() {
        if (current == StreamMerge.END) {
            throw new IllegalStateException("the cursor is not on a row");
        }
        return results.get(current).rows();
    }

    @Override
    public Optional<ResultSet> whole() {
        return Optional.empty();
    }
}
