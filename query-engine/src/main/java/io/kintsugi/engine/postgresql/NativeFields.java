package io.kintsugi.engine.postgresql;

import java.lang.reflect.Field;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.Arrays;
import org.postgresql.core.BaseConnection;
import org.postgresql.jdbc.PgResultSetMetaData;

/**
 * The row description of a native result set. The native driver has it but does not show it, and describing columns
 * anew from type names would lose modifiers and source columns; so it is read by reflection, here and nowhere else.
 */
final class NativeFields {
    private static final Field FIELDS = fieldsOfMetaData();

    private NativeFields() {}

    static org.postgresql.core.Field[] of(ResultSet rows) throws SQLException {
        PgResultSetMetaData metaData = rows.getMetaData().unwrap(PgResultSetMetaData.class);
        try {
            return ((org.postgresql.core.Field[]) FIELDS.get(metaData)).clone();
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException("made accessible before", impossible);
        }
    }

    /** Metadata of the first columns only. */
    static ResultSetMetaData visible(BaseConnection connection, org.postgresql.core.Field[] fields, int columns) {
        return new PgResultSetMetaData(connection, Arrays.copyOf(fields, columns));
    }

    /** The same column in text form, whatever form the server sent. */
    static org.postgresql.core.Field asText(org.postgresql.core.Field field) {
        return new org.postgresql.core.Field(
                field.getColumnLabel(),
                field.getOID(),
                field.getLength(),
                field.getMod(),
                field.getTableOid(),
                field.getPositionInTable());
    }

    private static Field fieldsOfMetaData() {
        try {
            Field field = PgResultSetMetaData.class.getDeclaredField("fields");
            field.setAccessible(true);
            return field;
        } catch (NoSuchFieldException otherVersion) {
            throw new IllegalStateException(
                    "this version of the native driver is not the one built with", otherVersion);
        }
    }
}
