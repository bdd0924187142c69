package io.kintsugi.jdbc;

import io.kintsugi.engine.api.Bindings;
import io.kintsugi.engine.api.EngineSession;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGResultSetMetaData;

/**
 * What an application is about to change in a row through its result set. The native driver makes the change, on the
 * shard that gave the row; so before it does, the same change is said in SQL and routed: one that would belong
 * elsewhere too, or move the row to another shard, must not be made there. Confined to its result set.
 */
final class RowChanges {
    private static final Map<Integer, @Nullable Object> NOTHING = Collections.emptyMap();

    private Map<Integer, @Nullable Object> values = NOTHING;

    void note(int column, @Nullable Object value) {
        if (values == NOTHING) {
            values = new TreeMap<>();
        }
        values.put(column, value);
    }

    void forget() {
        values = NOTHING;
    }

    /** Null when nothing is changed, which the native driver knows how to treat. */
    @Nullable
    Write insert(ResultSet rows) throws SQLException {
        if (values.isEmpty()) {
            return null;
        }
        Columns columns = Columns.of(rows);
        String marks = values.keySet().stream().map(column -> "?").collect(Collectors.joining(", "));
        return new Write(
                "INSERT INTO " + columns.table() + " (" + columns.names(values, "") + ") VALUES (" + marks + ")",
                new ArrayList<>(values.values()));
    }

    @Nullable
    Write update(ResultSet rows) throws SQLException {
        if (values.isEmpty()) {
            return null;
        }
        Columns columns = Columns.of(rows);
        return new Write(
                "UPDATE " + columns.table() + " SET " + columns.names(values, " = ?"),
                new ArrayList<>(values.values()));
    }

    Write delete(ResultSet rows) throws SQLException {
        return new Write("DELETE FROM " + Columns.of(rows).table(), List.of());
    }

    /** A change as a statement: it is never run, only routed. */
    record Write(String sql, List<@Nullable Object> values) {

        void make(EngineSession session, ResultSet rows, EngineSession.NativeWrite action) throws SQLException {
            Statement owner = rows.getStatement();
            if (!session.writeNatively(owner.getConnection(), session.prepare(sql), new Values(values), action)) {
                throw Errors.unsupported(
                        "This change does not belong to the shard of the result alone.",
                        "Write it with INSERT, UPDATE or DELETE, which finds its shards.");
            }
        }
    }

    private record Values(List<@Nullable Object> values) implements Bindings {
        @Override
        public @Nullable Object value(int number) {
            return values.get(number - 1);
        }

        @Override
        public void bind(PreparedStatement target, int number, int targetIndex) throws SQLException {
            throw new IllegalStateException("the statement is only routed");
        }
    }

    /** Names as the table has them, whatever the query calls them. */
    private record Columns(ResultSetMetaData metaData, String quote) {
        static Columns of(ResultSet rows) throws SQLException {
            DatabaseMetaData database = rows.getStatement().getConnection().getMetaData();
            return new Columns(rows.getMetaData(), database.getIdentifierQuoteString());
        }

        String table() throws SQLException {
            String schema = metaData.getSchemaName(1);
            String table = quoted(metaData.getTableName(1));
            return schema.isEmpty() ? table : quoted(schema) + "." + table;
        }

        String names(Map<Integer, @Nullable Object> values, String after) throws SQLException {
            List<String> names = new ArrayList<>();
            for (int column : values.keySet()) {
                names.add(quoted(name(column)) + after);
            }
            return String.join(", ", names);
        }

        private String name(int column) throws SQLException {
            return metaData.isWrapperFor(PGResultSetMetaData.class)
                    ? metaData.unwrap(PGResultSetMetaData.class).getBaseColumnName(column)
                    : metaData.getColumnName(column);
        }

        private String quoted(String name) {
            return quote + name.replace(quote, quote + quote) + quote;
        }
    }
}
