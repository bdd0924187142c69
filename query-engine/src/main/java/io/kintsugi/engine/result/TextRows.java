package io.kintsugi.engine.result;

import io.kintsugi.engine.dialect.NativeRows;
import io.kintsugi.engine.merge.RowSource;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A native result set as text. Its values must have been sent in text form: then they are what the server wrote. */
public final class TextRows implements RowSource {
    private final NativeResult result;
    private final NativeRows dialect;
    private final ResultSet rows;

    public TextRows(NativeResult result) {
        this.result = result;
        this.dialect = result.backend().dialect().rows();
        this.rows = result.rows();
    }

    @Override
    public boolean next() throws SQLException {
        return result.next();
    }

    @Override
    public @Nullable String text(int column) throws SQLException {
        return dialect.text(rows, column + 1);
    }
}
