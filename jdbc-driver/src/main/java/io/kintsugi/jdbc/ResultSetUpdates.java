package io.kintsugi.jdbc;

import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.ResultSet;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import org.jspecify.annotations.Nullable;

/**
 * Every update method of a result set: the native one where the whole result is native and updatable, else a refusal.
 */
abstract class ResultSetUpdates extends ResultSetGetters {

    /**
     * The native result set of an updatable result; a refusal for results that several shards gave.
     *
     * @param value what the column is about to be set to: it may decide where the row belongs
     */
    abstract ResultSet updatable(int columnIndex, @Nullable Object value) throws SQLException;

    abstract ResultSet updatable(String columnLabel, @Nullable Object value) throws SQLException;

    private interface NativeUpdate {
        void on(ResultSet rows) throws SQLException;
    }

    /** By a method that not every native driver has. */
    private void update(String method, int columnIndex, @Nullable Object value, NativeUpdate update)
            throws SQLException {
        ResultSet rows = updatable(columnIndex, value);
        Errors.ifSupported(method, () -> {
            update.on(rows);
            return method;
        });
    }

    @Override
    public void updateNull(int columnIndex) throws SQLException {
        updatable(columnIndex, null).updateNull(columnIndex);
    }

    @Override
    public void updateBoolean(int columnIndex, boolean value) throws SQLException {
        updatable(columnIndex, value).updateBoolean(columnIndex, value);
    }

    @Override
    public void updateByte(int columnIndex, byte value) throws SQLException {
        updatable(columnIndex, value).updateByte(columnIndex, value);
    }

    @Override
    public void updateShort(int columnIndex, short value) throws SQLException {
        updatable(columnIndex, value).updateShort(columnIndex, value);
    }

    @Override
    public void updateInt(int columnIndex, int value) throws SQLException {
        updatable(columnIndex, value).updateInt(columnIndex, value);
    }

    @Override
    public void updateLong(int columnIndex, long value) throws SQLException {
        updatable(columnIndex, value).updateLong(columnIndex, value);
    }

    @Override
    public void updateFloat(int columnIndex, float value) throws SQLException {
        updatable(columnIndex, value).updateFloat(columnIndex, value);
    }

    @Override
    public void updateDouble(int columnIndex, double value) throws SQLException {
        updatable(columnIndex, value).updateDouble(columnIndex, value);
    }

    @Override
    public void updateBigDecimal(int columnIndex, BigDecimal value) throws SQLException {
        updatable(columnIndex, value).updateBigDecimal(columnIndex, value);
    }

    @Override
    public void updateString(int columnIndex, String value) throws SQLException {
        updatable(columnIndex, value).updateString(columnIndex, value);
    }

    @Override
    public void updateBytes(int columnIndex, byte[] value) throws SQLException {
        updatable(columnIndex, value).updateBytes(columnIndex, value);
    }

    @Override
    public void updateDate(int columnIndex, Date value) throws SQLException {
        updatable(columnIndex, value).updateDate(columnIndex, value);
    }

    @Override
    public void updateTime(int columnIndex, Time value) throws SQLException {
        updatable(columnIndex, value).updateTime(columnIndex, value);
    }

    @Override
    public void updateTimestamp(int columnIndex, Timestamp value) throws SQLException {
        updatable(columnIndex, value).updateTimestamp(columnIndex, value);
    }

    @Override
    public void updateAsciiStream(int columnIndex, InputStream value, int length) throws SQLException {
        updatable(columnIndex, value).updateAsciiStream(columnIndex, value, length);
    }

    @Override
    public void updateBinaryStream(int columnIndex, InputStream value, int length) throws SQLException {
        updatable(columnIndex, value).updateBinaryStream(columnIndex, value, length);
    }

    @Override
    public void updateCharacterStream(int columnIndex, Reader value, int length) throws SQLException {
        updatable(columnIndex, value).updateCharacterStream(columnIndex, value, length);
    }

    @Override
    public void updateObject(int columnIndex, Object value, int scaleOrLength) throws SQLException {
        updatable(columnIndex, value).updateObject(columnIndex, value, scaleOrLength);
    }

    @Override
    public void updateObject(int columnIndex, Object value) throws SQLException {
        updatable(columnIndex, value).updateObject(columnIndex, value);
    }

    @Override
    public void updateNull(String columnLabel) throws SQLException {
        updateNull(findColumn(columnLabel));
    }

    @Override
    public void updateBoolean(String columnLabel, boolean value) throws SQLException {
        updateBoolean(findColumn(columnLabel), value);
    }

    @Override
    public void updateByte(String columnLabel, byte value) throws SQLException {
        updateByte(findColumn(columnLabel), value);
    }

    @Override
    public void updateShort(String columnLabel, short value) throws SQLException {
        updateShort(findColumn(columnLabel), value);
    }

    @Override
    public void updateInt(String columnLabel, int value) throws SQLException {
        updateInt(findColumn(columnLabel), value);
    }

    @Override
    public void updateLong(String columnLabel, long value) throws SQLException {
        updateLong(findColumn(columnLabel), value);
    }

    @Override
    public void updateFloat(String columnLabel, float value) throws SQLException {
        updateFloat(findColumn(columnLabel), value);
    }

    @Override
    public void updateDouble(String columnLabel, double value) throws SQLException {
        updateDouble(findColumn(columnLabel), value);
    }

    @Override
    public void updateBigDecimal(String columnLabel, BigDecimal value) throws SQLException {
        updateBigDecimal(findColumn(columnLabel), value);
    }

    @Override
    public void updateString(String columnLabel, String value) throws SQLException {
        updateString(findColumn(columnLabel), value);
    }

    @Override
    public void updateBytes(String columnLabel, byte[] value) throws SQLException {
        updateBytes(findColumn(columnLabel), value);
    }

    @Override
    public void updateDate(String columnLabel, Date value) throws SQLException {
        updateDate(findColumn(columnLabel), value);
    }

    @Override
    public void updateTime(String columnLabel, Time value) throws SQLException {
        updateTime(findColumn(columnLabel), value);
    }

    @Override
    public void updateTimestamp(String columnLabel, Timestamp value) throws SQLException {
        updateTimestamp(findColumn(columnLabel), value);
    }

    @Override
    public void updateAsciiStream(String columnLabel, InputStream value, int length) throws SQLException {
        updateAsciiStream(findColumn(columnLabel), value, length);
    }

    @Override
    public void updateBinaryStream(String columnLabel, InputStream value, int length) throws SQLException {
        updateBinaryStream(findColumn(columnLabel), value, length);
    }

    @Override
    public void updateCharacterStream(String columnLabel, Reader reader, int length) throws SQLException {
        updateCharacterStream(findColumn(columnLabel), reader, length);
    }

    @Override
    public void updateObject(String columnLabel, Object value, int scaleOrLength) throws SQLException {
        updateObject(findColumn(columnLabel), value, scaleOrLength);
    }

    @Override
    public void updateObject(String columnLabel, Object value) throws SQLException {
        updateObject(findColumn(columnLabel), value);
    }

    @Override
    public void updateRef(int columnIndex, Ref value) throws SQLException {
        update("updateRef", columnIndex, value, rows -> rows.updateRef(columnIndex, value));
    }

    @Override
    public void updateRef(String columnLabel, Ref value) throws SQLException {
        updateRef(findColumn(columnLabel), value);
    }

    @Override
    public void updateBlob(int columnIndex, Blob value) throws SQLException {
        update("updateBlob", columnIndex, value, rows -> rows.updateBlob(columnIndex, value));
    }

    @Override
    public void updateBlob(String columnLabel, Blob value) throws SQLException {
        updateBlob(findColumn(columnLabel), value);
    }

    @Override
    public void updateClob(int columnIndex, Clob value) throws SQLException {
        update("updateClob", columnIndex, value, rows -> rows.updateClob(columnIndex, value));
    }

    @Override
    public void updateClob(String columnLabel, Clob value) throws SQLException {
        updateClob(findColumn(columnLabel), value);
    }

    @Override
    public void updateArray(int columnIndex, Array value) throws SQLException {
        updatable(columnIndex, value).updateArray(columnIndex, value);
    }

    @Override
    public void updateArray(String columnLabel, Array value) throws SQLException {
        updateArray(findColumn(columnLabel), value);
    }

    @Override
    public void updateRowId(int columnIndex, RowId value) throws SQLException {
        update("updateRowId", columnIndex, value, rows -> rows.updateRowId(columnIndex, value));
    }

    @Override
    public void updateRowId(String columnLabel, RowId value) throws SQLException {
        updateRowId(findColumn(columnLabel), value);
    }

    @Override
    public void updateNString(int columnIndex, String nString) throws SQLException {
        update("updateNString", columnIndex, nString, rows -> rows.updateNString(columnIndex, nString));
    }

    @Override
    public void updateNString(String columnLabel, String nString) throws SQLException {
        updateNString(findColumn(columnLabel), nString);
    }

    @Override
    public void updateNClob(int columnIndex, NClob nClob) throws SQLException {
        update("updateNClob", columnIndex, nClob, rows -> rows.updateNClob(columnIndex, nClob));
    }

    @Override
    public void updateNClob(String columnLabel, NClob nClob) throws SQLException {
        updateNClob(findColumn(columnLabel), nClob);
    }

    @Override
    public void updateSQLXML(int columnIndex, SQLXML xmlObject) throws SQLException {
        updatable(columnIndex, xmlObject).updateSQLXML(columnIndex, xmlObject);
    }

    @Override
    public void updateSQLXML(String columnLabel, SQLXML xmlObject) throws SQLException {
        updateSQLXML(findColumn(columnLabel), xmlObject);
    }

    @Override
    public void updateNCharacterStream(int columnIndex, Reader value, long length) throws SQLException {
        update(
                "updateNCharacterStream",
                columnIndex,
                value,
                rows -> rows.updateNCharacterStream(columnIndex, value, length));
    }

    @Override
    public void updateNCharacterStream(String columnLabel, Reader reader, long length) throws SQLException {
        updateNCharacterStream(findColumn(columnLabel), reader, length);
    }

    @Override
    public void updateAsciiStream(int columnIndex, InputStream value, long length) throws SQLException {
        update("updateAsciiStream", columnIndex, value, rows -> rows.updateAsciiStream(columnIndex, value, length));
    }

    @Override
    public void updateBinaryStream(int columnIndex, InputStream value, long length) throws SQLException {
        update("updateBinaryStream", columnIndex, value, rows -> rows.updateBinaryStream(columnIndex, value, length));
    }

    @Override
    public void updateCharacterStream(int columnIndex, Reader value, long length) throws SQLException {
        update(
                "updateCharacterStream",
                columnIndex,
                value,
                rows -> rows.updateCharacterStream(columnIndex, value, length));
    }

    @Override
    public void updateAsciiStream(String columnLabel, InputStream value, long length) throws SQLException {
        updateAsciiStream(findColumn(columnLabel), value, length);
    }

    @Override
    public void updateBinaryStream(String columnLabel, InputStream value, long length) throws SQLException {
        updateBinaryStream(findColumn(columnLabel), value, length);
    }

    @Override
    public void updateCharacterStream(String columnLabel, Reader reader, long length) throws SQLException {
        updateCharacterStream(findColumn(columnLabel), reader, length);
    }

    @Override
    public void updateBlob(int columnIndex, InputStream inputStream, long length) throws SQLException {
        update("updateBlob", columnIndex, inputStream, rows -> rows.updateBlob(columnIndex, inputStream, length));
    }

    @Override
    public void updateBlob(String columnLabel, InputStream inputStream, long length) throws SQLException {
        updateBlob(findColumn(columnLabel), inputStream, length);
    }

    @Override
    public void updateClob(int columnIndex, Reader reader, long length) throws SQLException {
        update("updateClob", columnIndex, reader, rows -> rows.updateClob(columnIndex, reader, length));
    }

    @Override
    public void updateClob(String columnLabel, Reader reader, long length) throws SQLException {
        updateClob(findColumn(columnLabel), reader, length);
    }

    @Override
    public void updateNClob(int columnIndex, Reader reader, long length) throws SQLException {
        update("updateNClob", columnIndex, reader, rows -> rows.updateNClob(columnIndex, reader, length));
    }

    @Override
    public void updateNClob(String columnLabel, Reader reader, long length) throws SQLException {
        updateNClob(findColumn(columnLabel), reader, length);
    }

    @Override
    public void updateNCharacterStream(int columnIndex, Reader value) throws SQLException {
        update("updateNCharacterStream", columnIndex, value, rows -> rows.updateNCharacterStream(columnIndex, value));
    }

    @Override
    public void updateNCharacterStream(String columnLabel, Reader reader) throws SQLException {
        updateNCharacterStream(findColumn(columnLabel), reader);
    }

    @Override
    public void updateAsciiStream(int columnIndex, InputStream value) throws SQLException {
        update("updateAsciiStream", columnIndex, value, rows -> rows.updateAsciiStream(columnIndex, value));
    }

    @Override
    public void updateBinaryStream(int columnIndex, InputStream value) throws SQLException {
        update("updateBinaryStream", columnIndex, value, rows -> rows.updateBinaryStream(columnIndex, value));
    }

    @Override
    public void updateCharacterStream(int columnIndex, Reader value) throws SQLException {
        update("updateCharacterStream", columnIndex, value, rows -> rows.updateCharacterStream(columnIndex, value));
    }

    @Override
    public void updateAsciiStream(String columnLabel, InputStream value) throws SQLException {
        updateAsciiStream(findColumn(columnLabel), value);
    }

    @Override
    public void updateBinaryStream(String columnLabel, InputStream value) throws SQLException {
        updateBinaryStream(findColumn(columnLabel), value);
    }

    @Override
    public void updateCharacterStream(String columnLabel, Reader reader) throws SQLException {
        updateCharacterStream(findColumn(columnLabel), reader);
    }

    @Override
    public void updateBlob(int columnIndex, InputStream inputStream) throws SQLException {
        update("updateBlob", columnIndex, inputStream, rows -> rows.updateBlob(columnIndex, inputStream));
    }

    @Override
    public void updateBlob(String columnLabel, InputStream inputStream) throws SQLException {
        updateBlob(findColumn(columnLabel), inputStream);
    }

    @Override
    public void updateClob(int columnIndex, Reader reader) throws SQLException {
        update("updateClob", columnIndex, reader, rows -> rows.updateClob(columnIndex, reader));
    }

    @Override
    public void updateClob(String columnLabel, Reader reader) throws SQLException {
        updateClob(findColumn(columnLabel), reader);
    }

    @Override
    public void updateNClob(int columnIndex, Reader reader) throws SQLException {
        update("updateNClob", columnIndex, reader, rows -> rows.updateNClob(columnIndex, reader));
    }

    @Override
    public void updateNClob(String columnLabel, Reader reader) throws SQLException {
        updateNClob(findColumn(columnLabel), reader);
    }

    @Override
    public void updateObject(int columnIndex, Object value, SQLType targetSqlType, int scaleOrLength)
            throws SQLException {
        update(
                "updateObject",
                columnIndex,
                value,
                rows -> rows.updateObject(columnIndex, value, targetSqlType, scaleOrLength));
    }

    @Override
    public void updateObject(String columnLabel, Object value, SQLType targetSqlType, int scaleOrLength)
            throws SQLException {
        updateObject(findColumn(columnLabel), value, targetSqlType, scaleOrLength);
    }

    @Override
    public void updateObject(int columnIndex, Object value, SQLType targetSqlType) throws SQLException {
        update("updateObject", columnIndex, value, rows -> rows.updateObject(columnIndex, value, targetSqlType));
    }

    @Override
    public void updateObject(String columnLabel, Object value, SQLType targetSqlType) throws SQLException {
        updateObject(findColumn(columnLabel), value, targetSqlType);
    }
}
