package io.kintsugi.engine.mysql;

import com.mysql.cj.MysqlConnection;
import com.mysql.cj.MysqlType;
import com.mysql.cj.conf.PropertyKey;
import com.mysql.cj.jdbc.JdbcConnection;
import com.mysql.cj.jdbc.StatementImpl;
import com.mysql.cj.jdbc.result.ResultSetFactory;
import com.mysql.cj.jdbc.result.ResultSetInternalMethods;
import com.mysql.cj.protocol.a.result.ByteArrayRow;
import com.mysql.cj.protocol.a.result.ResultsetRowsStatic;
import com.mysql.cj.result.DefaultColumnDefinition;
import com.mysql.cj.result.Field;
import com.mysql.cj.result.Row;
import io.kintsugi.engine.dialect.NativeRows;
import io.kintsugi.engine.dialect.ResultShape;
import io.kintsugi.engine.merge.ColumnFacts;
import io.kintsugi.engine.merge.SumKind;
import io.kintsugi.engine.merge.ValueType;
import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import java.io.UnsupportedEncodingException;
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

/** Result sets of Connector/J. */
final class MySqlRows implements NativeRows {
    private static final int UTF8MB4_GENERAL_CI = 45;
    private static final String UTF_8 = "UTF-8";

    @Override
    public ResultShape shape(ResultSet rows) throws SQLException {
        List<ResultShape.Column> columns = new ArrayList<>();
        for (Field field : fields(rows)) {
            columns.add(new ResultShape.Column(field.getColumnLabel(), type(field), decimals(field), alike(field)));
        }
        return new ResultShape(columns);
    }

    /**
     * An unsigned number is another type. Integers are one: the server makes INT or BIGINT of {@code MIN} by its plan,
     * which may differ between shards.
     */
    private static int type(Field field) {
        int type = isInteger(field) ? MysqlType.FIELD_TYPE_LONGLONG : field.getMysqlTypeId();
        return field.isUnsigned() ? -1 - type : type;
    }

    private static boolean isInteger(Field field) {
        return switch (field.getMysqlTypeId()) {
            case MysqlType.FIELD_TYPE_TINY,
                    MysqlType.FIELD_TYPE_SHORT,
                    MysqlType.FIELD_TYPE_INT24,
                    MysqlType.FIELD_TYPE_LONG,
                    MysqlType.FIELD_TYPE_LONGLONG -> true;
            default -> false;
        };
    }

    /** Of text they mean nothing, and differ with the plan. */
    private static int decimals(Field field) {
        return switch (field.getMysqlType()) {
            case CHAR, VARCHAR, TINYTEXT, TEXT, MEDIUMTEXT, LONGTEXT -> 0;
            default -> field.getDecimals();
        };
    }

    private static ResultShape.Alike alike(Field field) {
        if (isBytes(field)) {
            return ResultShape.Alike.BYTES;
        }
        boolean exact = isInteger(field) || field.getMysqlTypeId() == MysqlType.FIELD_TYPE_NEWDECIMAL;
        return exact ? ResultShape.Alike.EXACT_NUMBERS : ResultShape.Alike.NOTHING_ELSE;
    }

    @Override
    public ResultSetMetaData visible(Connection connection, ResultSet rows, int columns) throws SQLException {
        JdbcConnection driver = (JdbcConnection) connection;
        return new com.mysql.cj.jdbc.result.ResultSetMetaData(
                ((MysqlConnection) connection).getSession(),
                Arrays.copyOf(fields(rows), columns),
                property(driver, PropertyKey.useOldAliasMetadataBehavior),
                property(driver, PropertyKey.yearIsDateType),
                driver.getExceptionInterceptor());
    }

    private static boolean property(JdbcConnection driver, PropertyKey key) {
        return driver.getPropertySet().getBooleanProperty(key).getValue();
    }

    @Override
    public ResultSet like(Statement statement, ResultSet model, int columns, List<List<@Nullable String>> rows)
            throws SQLException {
        return make(statement, Arrays.copyOf(fields(model), columns), rows);
    }

    @Override
    public ResultSet lines(Statement statement, String label, List<String> lines) throws SQLException {
        int longest = lines.stream().mapToInt(String::length).max().orElse(0);
        Field field = new Field("", label, UTF8MB4_GENERAL_CI, UTF_8, MysqlType.VARCHAR, longest);
        List<List<@Nullable String>> rows = new ArrayList<>();
        for (String line : lines) {
            rows.add(Arrays.asList(line));
        }
        return make(statement, new Field[] {field}, rows);
    }

    private static ResultSet make(Statement statement, Field[] fields, List<List<@Nullable String>> rows)
            throws SQLException {
        StatementImpl driver = statement.unwrap(StatementImpl.class);
        JdbcConnection connection = (JdbcConnection) driver.getConnection();
        List<Row> made = new ArrayList<>(rows.size());
        for (List<@Nullable String> row : rows) {
            made.add(new ByteArrayRow(bytes(fields, row), connection.getExceptionInterceptor()));
        }
        DefaultColumnDefinition definition = new DefaultColumnDefinition(fields);
        return new ResultSetFactory(connection, driver)
                .createFromResultsetRows(
                        statement.getResultSetConcurrency(),
                        statement.getResultSetType(),
                        new ResultsetRowsStatic(made, definition));
    }

    private static byte[] @Nullable [] bytes(Field[] fields, List<@Nullable String> row) {
        byte[] @Nullable [] values = new byte[row.size()][];
        for (int column = 0; column < values.length; column++) {
            String text = row.get(column);
            values[column] = text == null ? null : bytes(fields[column], text);
        }
        return values;
    }

    private static byte[] bytes(Field field, String text) {
        if (isBytes(field)) {
            return text.getBytes(StandardCharsets.ISO_8859_1);
        }
        try {
            String encoding = field.getEncoding();
            return text.getBytes(encoding == null ? UTF_8 : encoding);
        } catch (UnsupportedEncodingException impossible) {
            throw new IllegalStateException("the native driver decoded it before", impossible);
        }
    }

    private static boolean isBytes(Field field) {
        return switch (field.getMysqlType()) {
            case BINARY, VARBINARY, TINYBLOB, BLOB, MEDIUMBLOB, LONGBLOB, GEOMETRY -> true;
            // The native driver calls TINYINT(1) so too, which is a number.
            case BIT -> field.getMysqlTypeId() == MysqlType.FIELD_TYPE_BIT;
            default -> false;
        };
    }

    /** The bytes of a binary value one by one; any other value as the server wrote it. */
    @Override
    public @Nullable String text(ResultSet rows, int column) throws SQLException {
        if (isBytes(fields(rows)[column - 1])) {
            byte[] bytes = rows.getBytes(column);
            return bytes == null ? null : new String(bytes, StandardCharsets.ISO_8859_1);
        }
        return rows.getString(column);
    }

    @Override
    public ColumnFacts facts(ResultSet rows) throws SQLException {
        Field[] fields = fields(rows);
        return new ColumnFacts() {
            @Override
            public SumKind sumKind(int column) {
                return MySqlRows.sumKind(fields[column]);
            }

            @Override
            public ValueType type(int column) {
                return MySqlRows.valueType(fields[column]);
            }

            @Override
            public int scale(int column) {
                return fields[column].getDecimals();
            }
        };
    }

    private static ValueType valueType(Field field) {
        return switch (field.getMysqlType()) {
            case TINYINT, SMALLINT, MEDIUMINT, INT, BIGINT, BOOLEAN -> ValueType.of(ValueType.Kind.INT8);
            case DECIMAL -> new ValueType(ValueType.Kind.NUMERIC, field.getDecimals());
            case CHAR, VARCHAR, TINYTEXT, TEXT, MEDIUMTEXT, LONGTEXT -> ValueType.of(ValueType.Kind.TEXT);
            case DATE -> ValueType.of(ValueType.Kind.DATE);
            default -> ValueType.of(ValueType.Kind.OTHER);
        };
    }

    private static SumKind sumKind(Field field) {
        return switch (field.getMysqlType()) {
            case DECIMAL, DECIMAL_UNSIGNED, BIGINT, BIGINT_UNSIGNED -> SumKind.NUMERIC;
            default ->
                throw new ShardException(
                                ErrorCode.UNSUPPORTED_CROSS_SHARD_QUERY,
                                "Sums of the type of column `" + field.getColumnLabel()
                                        + "` cannot be added up over shards.")
                        .withRemedy("Cast the argument of SUM or AVG to DECIMAL.");
        };
    }

    private static Field[] fields(ResultSet rows) throws SQLException {
        return rows.unwrap(ResultSetInternalMethods.class).getColumnDefinition().getFields();
    }
}
