package io.kintsugi.engine.result;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Is told how the rows of a result are read. Confined as the result is. */
public interface RowWatch {
    /** Looks at nothing. */
    RowWatch NONE = new RowWatch() {};

    /** The next row is asked for. */
    default void asked() {}

    /** What was asked for is there: a row that the result now stands on, or the end. */
    default void came(ResultSet rows, boolean isRow) throws SQLException {}
}
