package io.kintsugi.engine.dialect;

import io.kintsugi.engine.merge.ColumnFacts;
import io.kintsugi.router.plan.Comparison;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Native result sets taken apart and made anew. */
public interface NativeRows {
    ResultShape shape(ResultSet rows) throws SQLException;

    /** Metadata of the first columns only. */
    ResultSetMetaData visible(Connection connection, ResultSet rows, int columns) throws SQLException;

    /** Rows computed here under the first columns of a shard's result, as if the statement had returned them. */
    ResultSet like(Statement statement, ResultSet model, int columns, List<List<@Nullable String>> rows)
            throws SQLException;

    /** Lines of text in one column. */
    ResultSet lines(Statement statement, String label, List<String> lines) throws SQLException;

    /** A 1-based column of the current row, as the values of {@link #like} are given. */
    @Nullable
    String text(ResultSet rows, int column) throws SQLException;

    /** What a merge must know of the columns. */
    ColumnFacts facts(ResultSet rows) throws SQLException;

    /**
     * Whether {@link #text} gives what such values compare by in whatever form they were sent; else they have to come
     * in text form.
     */
    boolean comparesAnyForm(Comparison comparison);
}
