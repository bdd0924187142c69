package io.kintsugi.jdbc;

import io.kintsugi.engine.api.RowCursor;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.Optional;

/**
 * A result set of the catalog that lies in memory as a whole. The connection it came from has been given back: whoever
 * never closes a listing keeps nobody from the catalog. Confined like any cursor.
 */
final class CatalogRows implements RowCursor {
    private final ResultSet rows;
    private boolean closed;

    CatalogRows(ResultSet rows) {
        this.rows = rows;
    }

    @Override
    public ResultSetMetaData metaData() throws SQLException {
        return rows.getMetaData();
    }

    @Override
    public int visibleColumns() {
        return Integer.MAX_VALUE;
    }

    @Override
    public boolean next() throws SQLException {
        return rows.next();
    }

    @Override
    public ResultSet current() {
        return rows;
    }

    @Override
    public Optional<ResultSet> whole() {
        return Optional.of(rows);
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    @Override
    public void close() throws SQLException {
        closed = true;
        // Not its statement, which would say something to a connection that others have by now.
        rows.close();
    }
}
