package io.kintsugi.engine.result;

import io.kintsugi.engine.merge.RowSource;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A native result set as text. Its values must have been sent in text form: then {@code getString} gives exactly what
 * the server wrote.
 */
public final class TextRows implements RowSource {
    private final ResultSet rows;

    public TextRows(ResultSet rows) {
        this.rows = rows;
    }

    @Override
    public boolean next() throws SQLException {
        return rows.next();
    }

    @Override
    public @Nullable String text(int column) throws SQLException {
        return rows.getString(column + 1);
    }
}
