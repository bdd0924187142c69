package io.kintsugi.engine.merge;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The rows of one shard, in the server's text form. */
public interface RowSource {
    /** Moves to the next row; false at the end. */
    boolean next() throws SQLException;

    /** The value of a 0-based column of the current row. */
    @Nullable
    String text(int column) throws SQLException;
}
