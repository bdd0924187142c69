package io.kintsugi.engine.postgresql;

import io.kintsugi.engine.dialect.NativeRows;
import io.kintsugi.engine.dialect.ResultShape;
import io.kintsugi.engine.merge.ColumnFacts;
import io.kintsugi.engine.merge.SumKind;
import io.kintsugi.engine.merge.ValueType;
import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.BaseStatement;
import org.postgresql.core.Field;
import org.postgresql.core.Oid;
import org.postgresql.core.Tuple;

/** Result sets of pgjdbc. */
final class PostgreSqlRows implements NativeRows {
    /** Types from here on are the users': their numbers differ between databases although they are the same type. */
    private static final int FIRST_USER_TYPE = 16_384;

    @Override
    public ResultShape shape(ResultSet rows) throws SQLException {
        List<ResultShape.Column> columns = new ArrayList<>();
        for (Field field : NativeFields.of(rows)) {
            int type = Integer.compareUnsigned(field.getOID(), FIRST_USER_TYPE) < 0 ? field.getOID() : 0;
            columns.add(new ResultShape.Column(
                    field.getColumnLabel(), type, field.getMod(), ResultShape.Alike.NOTHING_ELSE));
        }
        return new ResultShape(columns);
    }

    @Override
    public ResultSetMetaData visible(Connection connection, ResultSet rows, int columns) throws SQLException {
        return NativeFields.visible((BaseConnection) connection, NativeFields.of(rows), columns);
    }

    @Override
    public ResultSet like(Statement statement, ResultSet model, int columns, List<List<@Nullable String>> rows)
            throws SQLException {
        Field[] fields = Arrays.stream(NativeFields.of(model))
                .limit(columns)
                .map(NativeFields::asText)
                .toArray(Field[]::new);
        return make(statement, fields, rows);
    }

    @Override
    public ResultSet lines(Statement statement, String label, List<String> lines) throws SQLException {
        List<List<@Nullable String>> rows = new ArrayList<>();
        for (String line : lines) {
            rows.add(Arrays.asList(line));
        }
        return make(statement, new Field[] {new Field(label, Oid.TEXT)}, rows);
    }

    private static ResultSet make(Statement statement, Field[] fields, List<List<@Nullable String>> rows)
            throws SQLException {
        List<Tuple> tuples = new ArrayList<>(rows.size());
        for (List<@Nullable String> row : rows) {
            tuples.add(tuple(row));
        }
        return statement.unwrap(BaseStatement.class).createDriverResultSet(fields, tuples);
    }

    private static Tuple tuple(List<@Nullable String> row) {
        byte[] @Nullable [] values = new byte[row.size()][];
        for (int column = 0; column < values.length; column++) {
            String text = row.get(column);
            values[column] = text == null ? null : text.getBytes(StandardCharsets.UTF_8);
        }
        return new Tuple(values);
    }

    /** Values sent in text form come out exactly as the server wrote them. */
    @Override
    public @Nullable String text(ResultSet rows, int column) throws SQLException {
        return rows.getString(column);
    }

    @Override
    public ColumnFacts facts(ResultSet rows) throws SQLException {
        Field[] fields = NativeFields.of(rows);
        return new ColumnFacts() {
            @Override
            public SumKind sumKind(int column) {
                return PostgreSqlRows.sumKind(fields[column]);
            }

            @Override
            public ValueType type(int column) {
                return ValueType.of(kind(fields[column].getOID()));
            }

            @Override
            public int scale(int column) {
                return 0;
            }
        };
    }

    private static ValueType.Kind kind(int type) {
        return switch (type) {
            case Oid.INT2 -> ValueType.Kind.INT2;
            case Oid.INT4 -> ValueType.Kind.INT4;
            case Oid.INT8 -> ValueType.Kind.INT8;
            case Oid.NUMERIC -> ValueType.Kind.NUMERIC;
            case Oid.FLOAT8 -> ValueType.Kind.FLOAT8;
            case Oid.BOOL -> ValueType.Kind.BOOLEAN;
            case Oid.TEXT, Oid.VARCHAR -> ValueType.Kind.TEXT;
            case Oid.DATE -> ValueType.Kind.DATE;
            case Oid.TIMESTAMP -> ValueType.Kind.TIMESTAMP;
            case Oid.TIMESTAMPTZ -> ValueType.Kind.TIMESTAMP_TZ;
            default -> ValueType.Kind.OTHER;
        };
    }

    private static SumKind sumKind(Field field) {
        return switch (field.getOID()) {
            case Oid.INT8 -> SumKind.BIGINT;
            case Oid.NUMERIC -> SumKind.NUMERIC;
            case Oid.FLOAT4 -> SumKind.REAL;
            case Oid.FLOAT8 -> SumKind.DOUBLE;
            default ->
                throw new ShardException(
                                ErrorCode.UNSUPPORTED_CROSS_SHARD_QUERY,
                                "Sums of the type of column \"" + field.getColumnLabel()
                                        + "\" cannot be added up over shards.")
                        .withRemedy("Cast the argument of sum or avg to numeric or an integer type.");
        };
    }
}
