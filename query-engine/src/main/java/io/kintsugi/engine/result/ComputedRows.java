package io.kintsugi.engine.result;

import io.kintsugi.engine.api.ExecuteOptions;
import io.kintsugi.engine.backend.Backend;
import io.kintsugi.router.plan.ShardId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes native result sets of rows computed here, so that they convert and describe themselves as a shard's would. */
public final class ComputedRows {
    private ComputedRows() {}

    /** Rows under the first columns of a shard's result, as the application wants results. */
    public static NativeResult like(
            NativeResult model, int visibleColumns, List<List<@Nullable String>> rows, ExecuteOptions options)
            throws SQLException {
        Backend backend = model.backend();
        Statement statement = statement(backend, options.resultSetType());
        backend.dialect().statements().cutFields(statement, options.fieldBytesMax());
        return like(model, visibleColumns, rows, statement);
    }

    /** Rows under the first columns of a shard's result. */
    public static NativeResult like(
            NativeResult model, int visibleColumns, List<List<@Nullable String>> rows, int resultSetType)
            throws SQLException {
        return like(model, visibleColumns, rows, statement(model.backend(), resultSetType));
    }

    private static NativeResult like(
            NativeResult model, int visibleColumns, List<List<@Nullable String>> rows, Statement statement)
            throws SQLException {
        Backend backend = model.backend();
        return new NativeResult(
                model.shard(),
                backend,
                statement,
                backend.dialect().rows().like(statement, model.rows(), visibleColumns, rows));
    }

    /** Lines of text in one column. */
    public static NativeResult lines(Backend backend, String label, List<String> lines) throws SQLException {
        Statement statement = statement(backend, ResultSet.TYPE_SCROLL_INSENSITIVE);
        return new NativeResult(
                ShardId.CATALOG, backend, statement, backend.dialect().rows().lines(statement, label, lines));
    }

    private static Statement statement(Backend backend, int resultSetType) throws SQLException {
        return backend.connection().createStatement(resultSetType, ResultSet.CONCUR_READ_ONLY);
    }
}
