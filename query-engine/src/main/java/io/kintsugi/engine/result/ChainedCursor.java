package io.kintsugi.engine.result;

import io.kintsugi.engine.api.RowCursor;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The rows of several results of one shape, one result after the other. Confined to the session. */
public final class ChainedCursor implements RowCursor {
    private final List<RowCursor> cursors;
    private int current;

    /** @param cursors at least one */
    public ChainedCursor(List<? extends RowCursor> cursors) {
        this.cursors = List.copyOf(cursors);
    }

    @Override
    public ResultSetMetaData metaData() throws SQLException {
        return cursors.get(0).metaData();
    }

    @Override
    public int visibleColumns() {
        return cursors.get(0).visibleColumns();
    }

    @Override
    public boolean next() throws SQLException {
        while (current < cursors.size()) {
            if (cursors.get(current).next()) {
                return true;
            }
            current++;
        }
        return false;
    }

    @Override
    public ResultSet current() throws SQLException {
        return cursors.get(current).current();
    }

    @Override
    public Optional<ResultSet> whole() {
        return Optional.empty();
    }

    @Override
    public boolean isClosed() {
        return cursors.stream().allMatch(RowCursor::isClosed);
    }

    @Override
    public void close() throws SQLException {
        SQLException first = null;
        for (RowCursor cursor : cursors) {
            try {
                cursor.close();
            } catch (SQLException failed) {
                if (first == null) {
                    first = failed;
                } else {
                    first.addSuppressed(failed);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
