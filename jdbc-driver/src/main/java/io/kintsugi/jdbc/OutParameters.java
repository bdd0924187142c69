package io.kintsugi.jdbc;

import java.io.Reader;
import java.math.BigDecimal;
import java.net.URL;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.ResultSet;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import java.util.Map;

/** Every getter of an out parameter: the same getter on the row that the call gave. */
@SuppressWarnings("deprecation")
abstract class OutParameters extends NamedParameters {

    OutParameters(KintsugiConnection connection, int type, int concurrency, int holdability) throws SQLException {
        super(connection, type, concurrency, holdability);
    }

    /** The row with the out parameters; an error before the call was made. */
    abstract ResultSet row() throws SQLException;

    /** Where an out parameter is in the row; an error for one that was not registered. */
    abstract int column(int parameterIndex) throws SQLException;

    @Override
    public boolean wasNull() throws SQLException {
        return row().wasNull();
    }

    @Override
    public String getString(int parameterIndex) throws SQLException {
        return row().getString(column(parameterIndex));
    }

    @Override
    public boolean getBoolean(int parameterIndex) throws SQLException {
        return row().getBoolean(column(parameterIndex));
    }

    @Override
    public byte getByte(int parameterIndex) throws SQLException {
        return row().getByte(column(parameterIndex));
    }

    @Override
    public short getShort(int parameterIndex) throws SQLException {
        return row().getShort(column(parameterIndex));
    }

    @Override
    public int getInt(int parameterIndex) throws SQLException {
        return row().getInt(column(parameterIndex));
    }

    @Override
    public long getLong(int parameterIndex) throws SQLException {
        return row().getLong(column(parameterIndex));
    }

    @Override
    public float getFloat(int parameterIndex) throws SQLException {
        return row().getFloat(column(parameterIndex));
    }

    @Override
    public double getDouble(int parameterIndex) throws SQLException {
        return row().getDouble(column(parameterIndex));
    }

    @Override
    @Deprecated
    public BigDecimal getBigDecimal(int parameterIndex, int number) throws SQLException {
        return row().getBigDecimal(column(parameterIndex), number);
    }

    @Override
    public byte[] getBytes(int parameterIndex) throws SQLException {
        return row().getBytes(column(parameterIndex));
    }

    @Override
    public Date getDate(int parameterIndex) throws SQLException {
        return row().getDate(column(parameterIndex));
    }

    @Override
    public Time getTime(int parameterIndex) throws SQLException {
        return row().getTime(column(parameterIndex));
    }

    @Override
    public Timestamp getTimestamp(int parameterIndex) throws SQLException {
        return row().getTimestamp(column(parameterIndex));
    }

    @Override
    public Object getObject(int parameterIndex) throws SQLException {
        return row().getObject(column(parameterIndex));
    }

    @Override
    public BigDecimal getBigDecimal(int parameterIndex) throws SQLException {
        return row().getBigDecimal(column(parameterIndex));
    }

    @Override
    public Object getObject(int parameterIndex, Map<String, Class<?>> value) throws SQLException {
        return row().getObject(column(parameterIndex), value);
    }

    @Override
    public Ref getRef(int parameterIndex) throws SQLException {
        return row().getRef(column(parameterIndex));
    }

    @Override
    public Blob getBlob(int parameterIndex) throws SQLException {
        return row().getBlob(column(parameterIndex));
    }

    @Override
    public Clob getClob(int parameterIndex) throws SQLException {
        return row().getClob(column(parameterIndex));
    }

    @Override
    public Array getArray(int parameterIndex) throws SQLException {
        return row().getArray(column(parameterIndex));
    }

    @Override
    public Date getDate(int parameterIndex, Calendar calendar) throws SQLException {
        return row().getDate(column(parameterIndex), calendar);
    }

    @Override
    public Time getTime(int parameterIndex, Calendar calendar) throws SQLException {
        return row().getTime(column(parameterIndex), calendar);
    }

    @Override
    public Timestamp getTimestamp(int parameterIndex, Calendar calendar) throws SQLException {
        return row().getTimestamp(column(parameterIndex), calendar);
    }

    @Override
    public URL getURL(int parameterIndex) throws SQLException {
        return row().getURL(column(parameterIndex));
    }

    @Override
    public RowId getRowId(int parameterIndex) throws SQLException {
        return row().getRowId(column(parameterIndex));
    }

    @Override
    public NClob getNClob(int parameterIndex) throws SQLException {
        return row().getNClob(column(parameterIndex));
    }

    @Override
    public SQLXML getSQLXML(int parameterIndex) throws SQLException {
        return row().getSQLXML(column(parameterIndex));
    }

    @Override
    public String getNString(int parameterIndex) throws SQLException {
        return row().getNString(column(parameterIndex));
    }

    @Override
    public Reader getNCharacterStream(int parameterIndex) throws SQLException {
        return row().getNCharacterStream(column(parameterIndex));
    }

    @Override
    public Reader getCharacterStream(int parameterIndex) throws SQLException {
        return row().getCharacterStream(column(parameterIndex));
    }

    @Override
    public <T> T getObject(int parameterIndex, Class<T> type) throws SQLException {
        return row().getObject(column(parameterIndex), type);
    }
}
