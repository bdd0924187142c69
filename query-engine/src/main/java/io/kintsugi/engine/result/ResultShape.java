package io.kintsugi.engine.result;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.core.Field;

/**
 * What the columns of a result look like: names, types and modifiers. During a schema change shards may differ for a
 * moment, and then their rows must not be mixed.
 */
public record ResultShape(List<Column> columns) {
    /** Types from here on are the users': their numbers differ between databases although they are the same type. */
    private static final int FIRST_USER_TYPE = 16_384;

    /** One column; the type is 0 for types made by users. */
    public record Column(String label, int type, int modifier) {}

    public ResultShape {
        columns = List.copyOf(columns);
    }

    public static ResultShape of(ResultSet rows) throws SQLException {
        List<Column> columns = new ArrayList<>();
        for (Field field : NativeFields.of(rows)) {
            int type = Integer.compareUnsigned(field.getOID(), FIRST_USER_TYPE) < 0 ? field.getOID() : 0;
            columns.add(new Column(field.getColumnLabel(), type, field.getMod()));
        }
        return new ResultShape(columns);
    }
}
