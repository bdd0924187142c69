package io.kintsugi.engine.result;

import io.kintsugi.engine.backend.Backend;
import io.kintsugi.engine.merge.SumKind;
import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseStatement;
import org.postgresql.core.Field;
import org.postgresql.core.Oid;
import org.postgresql.core.Tuple;

/** Makes native result sets of rows computed here, so that they convert and describe themselves as a shard's would. */
public final class ComputedRows {
    private ComputedRows() {}

    /** Rows under the first columns of a shard's result. */
    public static NativeResult like(
            NativeResult model, int visibleColumns, List<List<@Nullable String>> rows, int resultSetType)
            throws SQLException {
        Field[] fields = Arrays.stream(NativeFields.of(model.rows()))
                .limit(visibleColumns)
                .map(NativeFields::asText)
                .toArray(Field[]::new);
        return make(model.backend(), fields, rows, resultSetType);
    }

    /** Lines of text in one column. */
    public static NativeResult lines(Backend backend, String label, List<String> lines) throws SQLException {
        List<List<@Nullable String>> rows = new ArrayList<>();
        for (String line : lines) {
            rows.add(Arrays.asList(line));
        }
        return make(backend, new Field[] {new Field(label, Oid.TEXT)}, rows, ResultSet.TYPE_SCROLL_INSENSITIVE);
    }

    /** How the partial sums in a column of the shards' results add up. */
    public static SumKind sumKind(NativeResult model, int column) throws SQLException {
        Field field = NativeFields.of(model.rows())[column];
        return switch (field.getOID()) {
            case Oid.INT8 -> SumKind.BIGINT;
            case Oid.NUMERIC -> SumKind.NUMERIC;
            default ->
                throw new ShardException(
                                ErrorCode.UNSUPPORTED_CROSS_SHARD_QUERY,
                                "Sums of the type of column \"" + field.getColumnLabel()
                                        + "\" cannot be added up over shards.")
                        .withRemedy("Cast the argument of sum or avg to numeric or an integer type.");
        };
    }

    private static NativeResult make(
            Backend backend, Field[] fields, List<List<@Nullable String>> rows, int resultSetType) throws SQLException {
        Statement statement = backend.connection().createStatement(resultSetType, ResultSet.CONCUR_READ_ONLY);
        List<Tuple> tuples = new ArrayList<>(rows.size());
        for (List<@Nullable String> row : rows) {
            tuples.add(tuple(row));
        }
        ResultSet made = statement.unwrap(BaseStatement.class).createDriverResultSet(fields, tuples);
        return new NativeResult(backend, statement, made);
    }

    private static Tuple tuple(List<@Nullable String> row) {
        byte[] @Nullable [] values = new byte[row.size()][];
        for (int column = 0; column < values.length; column++) {
            String text = row.get(column);
            values[column] = text == null ? null : text.getBytes(StandardCharsets.UTF_8);
        }
        return new Tuple(values);
    }
}
