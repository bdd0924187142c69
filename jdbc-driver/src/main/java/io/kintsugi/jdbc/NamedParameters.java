package io.kintsugi.jdbc;

import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.net.URL;
import java.sql.Array;
import java.sql.Blob;
import java.sql.CallableStatement;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import java.util.Map;

/** Every method that names a parameter: refused as a whole, as the native driver does, which knows numbers only. */
abstract class NamedParameters extends RecordingStatement implements CallableStatement {

    NamedParameters(KintsugiConnection connection, int type, int concurrency, int holdability) throws SQLException {
        super(connection, type, concurrency, holdability);
    }

    private SQLException byName(String method) throws SQLException {
        requireOpen();
        return Errors.unsupported(
                "Parameters have no names: " + method + " needs a number.", "Call it with the parameter's number.");
    }

    @Override
    public void registerOutParameter(String parameterName, int number) throws SQLException {
        throw byName("registerOutParameter");
    }

    @Override
    public void registerOutParameter(String parameterName, int number, int number2) throws SQLException {
        throw byName("registerOutParameter");
    }

    @Override
    public void registerOutParameter(String parameterName, int number, String text) throws SQLException {
        throw byName("registerOutParameter");
    }

    @Override
    public void setURL(String parameterName, URL value) throws SQLException {
        throw byName("setURL");
    }

    @Override
    public void setNull(String parameterName, int number) throws SQLException {
        throw byName("setNull");
    }

    @Override
    public void setBoolean(String parameterName, boolean value) throws SQLException {
        throw byName("setBoolean");
    }

    @Override
    public void setByte(String parameterName, byte value) throws SQLException {
        throw byName("setByte");
    }

    @Override
    public void setShort(String parameterName, short value) throws SQLException {
        throw byName("setShort");
    }

    @Override
    public void setInt(String parameterName, int number) throws SQLException {
        throw byName("setInt");
    }

    @Override
    public void setLong(String parameterName, long length) throws SQLException {
        throw byName("setLong");
    }

    @Override
    public void setFloat(String parameterName, float value) throws SQLException {
        throw byName("setFloat");
    }

    @Override
    public void setDouble(String parameterName, double value) throws SQLException {
        throw byName("setDouble");
    }

    @Override
    public void setBigDecimal(String parameterName, BigDecimal value) throws SQLException {
        throw byName("setBigDecimal");
    }

    @Override
    public void setString(String parameterName, String text) throws SQLException {
        throw byName("setString");
    }

    @Override
    public void setBytes(String parameterName, byte[] value) throws SQLException {
        throw byName("setBytes");
    }

    @Override
    public void setDate(String parameterName, Date value) throws SQLException {
        throw byName("setDate");
    }

    @Override
    public void setTime(String parameterName, Time value) throws SQLException {
        throw byName("setTime");
    }

    @Override
    public void setTimestamp(String parameterName, Timestamp value) throws SQLException {
        throw byName("setTimestamp");
    }

    @Override
    public void setAsciiStream(String parameterName, InputStream value, int number) throws SQLException {
        throw byName("setAsciiStream");
    }

    @Override
    public void setBinaryStream(String parameterName, InputStream value, int number) throws SQLException {
        throw byName("setBinaryStream");
    }

    @Override
    public void setObject(String parameterName, Object value, int number, int number2) throws SQLException {
        throw byName("setObject");
    }

    @Override
    public void setObject(String parameterName, Object value, int number) throws SQLException {
        throw byName("setObject");
    }

    @Override
    public void setObject(String parameterName, Object value) throws SQLException {
        throw byName("setObject");
    }

    @Override
    public void setCharacterStream(String parameterName, Reader value, int number) throws SQLException {
        throw byName("setCharacterStream");
    }

    @Override
    public void setDate(String parameterName, Date value, Calendar calendar) throws SQLException {
        throw byName("setDate");
    }

    @Override
    public void setTime(String parameterName, Time value, Calendar calendar) throws SQLException {
        throw byName("setTime");
    }

    @Override
    public void setTimestamp(String parameterName, Timestamp value, Calendar calendar) throws SQLException {
        throw byName("setTimestamp");
    }

    @Override
    public void setNull(String parameterName, int number, String text) throws SQLException {
        throw byName("setNull");
    }

    @Override
    public String getString(String parameterName) throws SQLException {
        throw byName("getString");
    }

    @Override
    public boolean getBoolean(String parameterName) throws SQLException {
        throw byName("getBoolean");
    }

    @Override
    public byte getByte(String parameterName) throws SQLException {
        throw byName("getByte");
    }

    @Override
    public short getShort(String parameterName) throws SQLException {
        throw byName("getShort");
    }

    @Override
    public int getInt(String parameterName) throws SQLException {
        throw byName("getInt");
    }

    @Override
    public long getLong(String parameterName) throws SQLException {
        throw byName("getLong");
    }

    @Override
    public float getFloat(String parameterName) throws SQLException {
        throw byName("getFloat");
    }

    @Override
    public double getDouble(String parameterName) throws SQLException {
        throw byName("getDouble");
    }

    @Override
    public byte[] getBytes(String parameterName) throws SQLException {
        throw byName("getBytes");
    }

    @Override
    public Date getDate(String parameterName) throws SQLException {
        throw byName("getDate");
    }

    @Override
    public Time getTime(String parameterName) throws SQLException {
        throw byName("getTime");
    }

    @Override
    public Timestamp getTimestamp(String parameterName) throws SQLException {
        throw byName("getTimestamp");
    }

    @Override
    public Object getObject(String parameterName) throws SQLException {
        throw byName("getObject");
    }

    @Override
    public BigDecimal getBigDecimal(String parameterName) throws SQLException {
        throw byName("getBigDecimal");
    }

    @Override
    public Object getObject(String parameterName, Map<String, Class<?>> value) throws SQLException {
        throw byName("getObject");
    }

    @Override
    public Ref getRef(String parameterName) throws SQLException {
        throw byName("getRef");
    }

    @Override
    public Blob getBlob(String parameterName) throws SQLException {
        throw byName("getBlob");
    }

    @Override
    public Clob getClob(String parameterName) throws SQLException {
        throw byName("getClob");
    }

    @Override
    public Array getArray(String parameterName) throws SQLException {
        throw byName("getArray");
    }

    @Override
    public Date getDate(String parameterName, Calendar calendar) throws SQLException {
        throw byName("getDate");
    }

    @Override
    public Time getTime(String parameterName, Calendar calendar) throws SQLException {
        throw byName("getTime");
    }

    @Override
    public Timestamp getTimestamp(String parameterName, Calendar calendar) throws SQLException {
        throw byName("getTimestamp");
    }

    @Override
    public URL getURL(String parameterName) throws SQLException {
        throw byName("getURL");
    }

    @Override
    public RowId getRowId(String parameterName) throws SQLException {
        throw byName("getRowId");
    }

    @Override
    public void setRowId(String parameterName, RowId value) throws SQLException {
        throw byName("setRowId");
    }

    @Override
    public void setNString(String parameterName, String text) throws SQLException {
        throw byName("setNString");
    }

    @Override
    public void setNCharacterStream(String parameterName, Reader value, long length) throws SQLException {
        throw byName("setNCharacterStream");
    }

    @Override
    public void setNClob(String parameterName, NClob value) throws SQLException {
        throw byName("setNClob");
    }

    @Override
    public void setClob(String parameterName, Reader value, long length) throws SQLException {
        throw byName("setClob");
    }

    @Override
    public void setBlob(String parameterName, InputStream value, long length) throws SQLException {
        throw byName("setBlob");
    }

    @Override
    public void setNClob(String parameterName, Reader value, long length) throws SQLException {
        throw byName("setNClob");
    }

    @Override
    public NClob getNClob(String parameterName) throws SQLException {
        throw byName("getNClob");
    }

    @Override
    public void setSQLXML(String parameterName, SQLXML value) throws SQLException {
        throw byName("setSQLXML");
    }

    @Override
    public SQLXML getSQLXML(String parameterName) throws SQLException {
        throw byName("getSQLXML");
    }

    @Override
    public String getNString(String parameterName) throws SQLException {
        throw byName("getNString");
    }

    @Override
    public Reader getNCharacterStream(String parameterName) throws SQLException {
        throw byName("getNCharacterStream");
    }

    @Override
    public Reader getCharacterStream(String parameterName) throws SQLException {
        throw byName("getCharacterStream");
    }

    @Override
    public void setBlob(String parameterName, Blob value) throws SQLException {
        throw byName("setBlob");
    }

    @Override
    public void setClob(String parameterName, Clob value) throws SQLException {
        throw byName("setClob");
    }

    @Override
    public void setAsciiStream(String parameterName, InputStream value, long length) throws SQLException {
        throw byName("setAsciiStream");
    }

    @Override
    public void setBinaryStream(String parameterName, InputStream value, long length) throws SQLException {
        throw byName("setBinaryStream");
    }

    @Override
    public void setCharacterStream(String parameterName, Reader value, long length) throws SQLException {
        throw byName("setCharacterStream");
    }

    @Override
    public void setAsciiStream(String parameterName, InputStream value) throws SQLException {
        throw byName("setAsciiStream");
    }

    @Override
    public void setBinaryStream(String parameterName, InputStream value) throws SQLException {
        throw byName("setBinaryStream");
    }

    @Override
    public void setCharacterStream(String parameterName, Reader value) throws SQLException {
        throw byName("setCharacterStream");
    }

    @Override
    public void setNCharacterStream(String parameterName, Reader value) throws SQLException {
        throw byName("setNCharacterStream");
    }

    @Override
    public void setClob(String parameterName, Reader value) throws SQLException {
        throw byName("setClob");
    }

    @Override
    public void setBlob(String parameterName, InputStream value) throws SQLException {
        throw byName("setBlob");
    }

    @Override
    public void setNClob(String parameterName, Reader value) throws SQLException {
        throw byName("setNClob");
    }

    @Override
    public <T> T getObject(String parameterName, Class<T> type) throws SQLException {
        throw byName("getObject");
    }

    @Override
    public void setObject(String parameterName, Object value, SQLType sqlType, int number) throws SQLException {
        throw byName("setObject");
    }

    @Override
    public void setObject(String parameterName, Object value, SQLType sqlType) throws SQLException {
        throw byName("setObject");
    }

    @Override
    public void registerOutParameter(String parameterName, SQLType sqlType) throws SQLException {
        throw byName("registerOutParameter");
    }

    @Override
    public void registerOutParameter(String parameterName, SQLType sqlType, int number) throws SQLException {
        throw byName("registerOutParameter");
    }

    @Override
    public void registerOutParameter(String parameterName, SQLType sqlType, String text) throws SQLException {
        throw byName("registerOutParameter");
    }
}
