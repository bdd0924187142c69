package io.kintsugi.jdbc;

import io.kintsugi.topology.Dialect;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.math.BigDecimal;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.PreparedStatement;
import java.sql.Ref;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The setters of a prepared statement. Each one records the call, to be repeated on the native statements of the shards
 * that take part; conversions and their errors are therefore the native driver's own. Confined to one thread at a time.
 */
@SuppressWarnings("JavaUtilDate")
abstract class RecordingStatement extends KintsugiStatement implements PreparedStatement {
    private static final Parameter.Replay BOOLEAN =
            (target, index, value) -> target.setBoolean(index, (Boolean) present(value));
    private static final Parameter.Replay BYTE = (target, index, value) -> target.setByte(index, (Byte) present(value));
    private static final Parameter.Replay SHORT =
            (target, index, value) -> target.setShort(index, (Short) present(value));
    private static final Parameter.Replay INT =
            (target, index, value) -> target.setInt(index, (Integer) present(value));
    private static final Parameter.Replay LONG = (target, index, value) -> target.setLong(index, (Long) present(value));
    private static final Parameter.Replay FLOAT =
            (target, index, value) -> target.setFloat(index, (Float) present(value));
    private static final Parameter.Replay DOUBLE =
            (target, index, value) -> target.setDouble(index, (Double) present(value));
    private static final Parameter.Replay DECIMAL =
            (target, index, value) -> target.setBigDecimal(index, (BigDecimal) value);
    private static final Parameter.Replay STRING = (target, index, value) -> target.setString(index, (String) value);
    private static final Parameter.Replay BYTES = (target, index, value) -> target.setBytes(index, (byte[]) value);
    private static final Parameter.Replay DATE = (target, index, value) -> target.setDate(index, (Date) value);
    private static final Parameter.Replay TIME = (target, index, value) -> target.setTime(index, (Time) value);
    private static final Parameter.Replay TIMESTAMP =
            (target, index, value) -> target.setTimestamp(index, (Timestamp) value);
    private static final Parameter.Replay OBJECT = PreparedStatement::setObject;
    private static final Parameter.Replay BLOB = (target, index, value) -> target.setBlob(index, (Blob) value);
    private static final Parameter.Replay CLOB = (target, index, value) -> target.setClob(index, (Clob) value);
    private static final Parameter.Replay NCLOB = (target, index, value) -> target.setNClob(index, (NClob) value);
    private static final Parameter.Replay XML = (target, index, value) -> target.setSQLXML(index, (SQLXML) value);
    private static final Parameter.Replay ARRAY = (target, index, value) -> target.setArray(index, (Array) value);

    private final Dialect dialect;
    private final long streamMax;

    RecordingStatement(KintsugiConnection connection, int type, int concurrency, int holdability) throws SQLException {
        super(connection, type, concurrency, holdability);
        this.dialect = connection.settings().url().dialect();
        this.streamMax = connection.settings().number(DriverProperty.STREAM_BYTES_MAX);
    }

    abstract void record(int number, Parameter parameter) throws SQLException;

    private static Object present(@Nullable Object value) {
        return Objects.requireNonNull(value, "value");
    }

    private void record(int number, @Nullable Object value, Parameter.Replay replay) throws SQLException {
        record(number, new Parameter(value, replay));
    }

    @Override
    public void setNull(int parameterIndex, int sqlType) throws SQLException {
        record(parameterIndex, null, (target, index, value) -> target.setNull(index, sqlType));
    }

    @Override
    public void setNull(int parameterIndex, int sqlType, String typeName) throws SQLException {
        record(parameterIndex, null, (target, index, value) -> target.setNull(index, sqlType, typeName));
    }

    @Override
    public void setBoolean(int parameterIndex, boolean value) throws SQLException {
        record(parameterIndex, value, BOOLEAN);
    }

    @Override
    public void setByte(int parameterIndex, byte value) throws SQLException {
        record(parameterIndex, value, BYTE);
    }

    @Override
    public void setShort(int parameterIndex, short value) throws SQLException {
        record(parameterIndex, value, SHORT);
    }

    @Override
    public void setInt(int parameterIndex, int value) throws SQLException {
        record(parameterIndex, value, INT);
    }

    @Override
    public void setLong(int parameterIndex, long value) throws SQLException {
        record(parameterIndex, value, LONG);
    }

    @Override
    public void setFloat(int parameterIndex, float value) throws SQLException {
        record(parameterIndex, value, FLOAT);
    }

    @Override
    public void setDouble(int parameterIndex, double value) throws SQLException {
        record(parameterIndex, value, DOUBLE);
    }

    @Override
    public void setBigDecimal(int parameterIndex, @Nullable BigDecimal value) throws SQLException {
        record(parameterIndex, value, DECIMAL);
    }

    @Override
    public void setString(int parameterIndex, @Nullable String value) throws SQLException {
        record(parameterIndex, value, STRING);
    }

    @Override
    public void setNString(int parameterIndex, @Nullable String value) throws SQLException {
        record(parameterIndex, value, STRING);
    }

    @Override
    public void setBytes(int parameterIndex, byte @Nullable [] value) throws SQLException {
        record(parameterIndex, Snapshots.of(value), BYTES);
    }

    @Override
    public void setDate(int parameterIndex, @Nullable Date value) throws SQLException {
        record(parameterIndex, Snapshots.of(value), DATE);
    }

    @Override
    public void setDate(int parameterIndex, @Nullable Date value, @Nullable Calendar calendar) throws SQLException {
        Calendar copy = (Calendar) Snapshots.of(calendar);
        Object snapshot = Snapshots.of(value);
        // What is sent is a day with an offset, which a key with a time zone reads as the day's first moment.
        record(
                parameterIndex,
                value == null || calendar == null ? snapshot : SentValue.Unknown.VALUE,
                (target, index, routed) -> target.setDate(index, (Date) snapshot, copy));
    }

    @Override
    public void setTime(int parameterIndex, @Nullable Time value) throws SQLException {
        record(parameterIndex, Snapshots.of(value), TIME);
    }

    @Override
    public void setTime(int parameterIndex, @Nullable Time value, @Nullable Calendar calendar) throws SQLException {
        Calendar copy = (Calendar) Snapshots.of(calendar);
        record(parameterIndex, Snapshots.of(value), (target, index, time) -> target.setTime(index, (Time) time, copy));
    }

    @Override
    public void setTimestamp(int parameterIndex, @Nullable Timestamp value) throws SQLException {
        record(parameterIndex, Snapshots.of(value), TIMESTAMP);
    }

    @Override
    public void setTimestamp(int parameterIndex, @Nullable Timestamp value, @Nullable Calendar calendar)
            throws SQLException {
        Calendar copy = (Calendar) Snapshots.of(calendar);
        Object snapshot = Snapshots.of(value);
        record(
                parameterIndex,
                calendar == null ? snapshot : SentValue.of(value, calendar),
                (target, index, routed) -> target.setTimestamp(index, (Timestamp) snapshot, copy));
    }

    @Override
    public void setObject(int parameterIndex, @Nullable Object value) throws SQLException {
        if (value instanceof InputStream stream) {
            setBinaryStream(parameterIndex, stream);
        } else if (value instanceof Reader reader) {
            setCharacterStream(parameterIndex, reader);
        } else {
            record(parameterIndex, Snapshots.of(value), value instanceof ArrayValue ? ARRAY : OBJECT);
        }
    }

    @Override
    public void setObject(int parameterIndex, @Nullable Object value, int targetSqlType) throws SQLException {
        Object plain = withoutStream(value, -1);
        if (isSentAsBytes(value)) {
            record(
                    parameterIndex,
                    SentValue.Unknown.VALUE,
                    (target, index, routed) -> target.setObject(index, stream(plain), targetSqlType));
            return;
        }
        record(
                parameterIndex,
                SentValue.of(dialect, plain, targetSqlType, -1),
                (target, index, routed) -> target.setObject(index, ArrayValue.nativeFor(target, plain), targetSqlType));
    }

    @Override
    public void setObject(int parameterIndex, @Nullable Object value, int targetSqlType, int scaleOrLength)
            throws SQLException {
        Object plain = withoutStream(value, scaleOrLength);
        if (isSentAsBytes(value)) {
            record(
                    parameterIndex,
                    SentValue.Unknown.VALUE,
                    (target, index, routed) -> target.setObject(index, stream(plain), targetSqlType, scaleOrLength));
            return;
        }
        record(
                parameterIndex,
                SentValue.of(dialect, plain, targetSqlType, scaleOrLength),
                (target, index, routed) ->
                        target.setObject(index, ArrayValue.nativeFor(target, plain), targetSqlType, scaleOrLength));
    }

    @Override
    public void setObject(int parameterIndex, @Nullable Object value, @Nullable SQLType targetSqlType)
            throws SQLException {
        setObject(parameterIndex, value, number(targetSqlType));
    }

    @Override
    public void setObject(
            int parameterIndex, @Nullable Object value, @Nullable SQLType targetSqlType, int scaleOrLength)
            throws SQLException {
        setObject(parameterIndex, value, number(targetSqlType), scaleOrLength);
    }

    private int number(@Nullable SQLType type) throws SQLException {
        requireOpen();
        if (type == null) {
            throw Errors.argument("The target type is null.", "Pass a constant of java.sql.JDBCType.");
        }
        return type.getVendorTypeNumber();
    }

    private @Nullable Object withoutStream(@Nullable Object value, int length) throws SQLException {
        if (value instanceof InputStream stream) {
            return Snapshots.bytes(stream, length, streamMax);
        }
        return value instanceof Reader reader ? Snapshots.text(reader, length, streamMax) : Snapshots.of(value);
    }

    /** Connector/J sends the bytes of any stream, whatever its target type: to a key of numbers they are another. */
    private boolean isSentAsBytes(@Nullable Object value) {
        return dialect == Dialect.MYSQL && (value instanceof Reader || value instanceof InputStream);
    }

    private static Object stream(@Nullable Object plain) {
        return plain instanceof String text
                ? new StringReader(text)
                : new ByteArrayInputStream((byte[]) present(plain));
    }

    @Override
    public void setArray(int parameterIndex, @Nullable Array value) throws SQLException {
        record(
                parameterIndex,
                value,
                (target, index, array) -> target.setArray(index, (Array) ArrayValue.nativeFor(target, array)));
    }

    @Override
    public void setSQLXML(int parameterIndex, @Nullable SQLXML value) throws SQLException {
        record(parameterIndex, value, XML);
    }

    @Override
    public void setBlob(int parameterIndex, @Nullable Blob value) throws SQLException {
        record(parameterIndex, value, BLOB);
    }

    @Override
    public void setBlob(int parameterIndex, @Nullable InputStream stream) throws SQLException {
        byte[] bytes = read(stream, -1);
        record(
                parameterIndex,
                objectOf(bytes),
                (target, index, routed) ->
                        target.setBlob(index, bytes == null ? null : new ByteArrayInputStream(bytes)));
    }

    /** One of PostgreSQL's is sent as the number of a new large object. */
    private static @Nullable Object objectOf(byte @Nullable [] bytes) {
        return bytes == null ? null : SentValue.Unknown.VALUE;
    }

    @Override
    public void setBlob(int parameterIndex, @Nullable InputStream stream, long length) throws SQLException {
        byte[] bytes = read(stream, length);
        record(
                parameterIndex,
                objectOf(bytes),
                (target, index, routed) ->
                        target.setBlob(index, bytes == null ? null : new ByteArrayInputStream(bytes), length));
    }

    @Override
    public void setClob(int parameterIndex, @Nullable Clob value) throws SQLException {
        record(parameterIndex, value, CLOB);
    }

    @Override
    public void setClob(int parameterIndex, @Nullable Reader reader) throws SQLException {
        recordLargeText("setClob", parameterIndex, reader, -1);
    }

    @Override
    public void setClob(int parameterIndex, @Nullable Reader reader, long length) throws SQLException {
        recordLargeText("setClob", parameterIndex, reader, length);
    }

    @Override
    public void setNClob(int parameterIndex, @Nullable NClob value) throws SQLException {
        requireTextLobs("setNClob");
        record(parameterIndex, value, NCLOB);
    }

    @Override
    public void setNClob(int parameterIndex, @Nullable Reader reader) throws SQLException {
        recordLargeText("setNClob", parameterIndex, reader, -1);
    }

    @Override
    public void setNClob(int parameterIndex, @Nullable Reader reader, long length) throws SQLException {
        recordLargeText("setNClob", parameterIndex, reader, length);
    }

    @Override
    public void setRef(int parameterIndex, @Nullable Ref value) throws SQLException {
        refuse("setRef");
    }

    @Override
    public void setRowId(int parameterIndex, @Nullable RowId value) throws SQLException {
        refuse("setRowId");
    }

    @Override
    public void setURL(int parameterIndex, @Nullable URL value) throws SQLException {
        requireTextLobs("setURL");
        record(parameterIndex, value == null ? null : value.toString(), STRING);
    }

    /** Where the native driver's large objects are plain texts. */
    private void requireTextLobs(String method) throws SQLException {
        if (!connection().settings().dialect().hasTextLobs()) {
            refuse(method);
        }
    }

    private void recordLargeText(String method, int number, @Nullable Reader reader, long length) throws SQLException {
        requireTextLobs(method);
        recordText(number, reader, length);
    }

    private void refuse(String method) throws SQLException {
        requireOpen();
        throw Errors.unsupported(method);
    }

    @Override
    public void setBinaryStream(int parameterIndex, @Nullable InputStream stream) throws SQLException {
        recordBytes(parameterIndex, stream, -1, BYTES);
    }

    @Override
    public void setBinaryStream(int parameterIndex, @Nullable InputStream stream, int length) throws SQLException {
        recordBytes(parameterIndex, stream, length, BYTES);
    }

    @Override
    public void setBinaryStream(int parameterIndex, @Nullable InputStream stream, long length) throws SQLException {
        recordBytes(parameterIndex, stream, length, BYTES);
    }

    private void recordBytes(int number, @Nullable InputStream stream, long length, Parameter.Replay replay)
            throws SQLException {
        record(number, read(stream, length), replay);
    }

    private byte @Nullable [] read(@Nullable InputStream stream, long length) throws SQLException {
        requireOpen();
        return stream == null ? null : Snapshots.bytes(stream, length, streamMax);
    }

    @Override
    public void setAsciiStream(int parameterIndex, @Nullable InputStream stream) throws SQLException {
        recordAscii(parameterIndex, stream, -1);
    }

    @Override
    public void setAsciiStream(int parameterIndex, @Nullable InputStream stream, int length) throws SQLException {
        recordAscii(parameterIndex, stream, length);
    }

    @Override
    public void setAsciiStream(int parameterIndex, @Nullable InputStream stream, long length) throws SQLException {
        recordAscii(parameterIndex, stream, length);
    }

    private void recordAscii(int number, @Nullable InputStream stream, long length) throws SQLException {
        requireOpen();
        byte[] bytes = stream == null ? null : Snapshots.bytes(stream, length, streamMax);
        if (bytes != null && dialect == Dialect.MYSQL) {
            record(
                    number,
                    bytes,
                    (target, index, value) -> target.setAsciiStream(index, new ByteArrayInputStream(bytes)));
            return;
        }
        record(number, bytes == null ? null : new String(bytes, StandardCharsets.US_ASCII), STRING);
    }

    /** The bytes are UTF-8, as the native driver takes them. */
    @Override
    @Deprecated
    public void setUnicodeStream(int parameterIndex, @Nullable InputStream stream, int length) throws SQLException {
        requireOpen();
        byte[] bytes = stream == null ? null : Snapshots.bytes(stream, length, streamMax);
        record(parameterIndex, bytes == null ? null : new String(bytes, StandardCharsets.UTF_8), STRING);
    }

    @Override
    public void setCharacterStream(int parameterIndex, @Nullable Reader reader) throws SQLException {
        recordText(parameterIndex, reader, -1);
    }

    @Override
    public void setCharacterStream(int parameterIndex, @Nullable Reader reader, int length) throws SQLException {
        recordText(parameterIndex, reader, length);
    }

    @Override
    public void setCharacterStream(int parameterIndex, @Nullable Reader reader, long length) throws SQLException {
        recordText(parameterIndex, reader, length);
    }

    @Override
    public void setNCharacterStream(int parameterIndex, @Nullable Reader reader) throws SQLException {
        recordText(parameterIndex, reader, -1);
    }

    @Override
    public void setNCharacterStream(int parameterIndex, @Nullable Reader reader, long length) throws SQLException {
        recordText(parameterIndex, reader, length);
    }

    private void recordText(int number, @Nullable Reader reader, long length) throws SQLException {
        requireOpen();
        String text = reader == null ? null : Snapshots.text(reader, length, streamMax);
        record(
                number,
                text == null || dialect != Dialect.MYSQL ? text : text.getBytes(StandardCharsets.UTF_8),
                (target, index, value) ->
                        target.setCharacterStream(index, text == null ? null : new StringReader(text)));
    }
}
