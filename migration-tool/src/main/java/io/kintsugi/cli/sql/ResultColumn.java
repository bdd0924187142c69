package io.kintsugi.cli.sql;

import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A column of a result: its label and how its values are shown. */
record ResultColumn(String label, Kind kind) {
    private static final Set<Integer> NUMBERS = Set.of(
            Types.TINYINT,
            Types.SMALLINT,
            Types.INTEGER,
            Types.BIGINT,
            Types.REAL,
            Types.FLOAT,
            Types.DOUBLE,
            Types.NUMERIC,
            Types.DECIMAL);
    private static final Set<String> JSON = Set.of("json", "jsonb");

    /** What matters for showing a value. */
    enum Kind {
        NUMBER,
        TRUTH,
        JSON,
        TEXT
    }

    static List<ResultColumn> of(ResultSetMetaData metaData) throws SQLException {
        List<ResultColumn> columns = new ArrayList<>();
        for (int index = 1; index <= metaData.getColumnCount(); index++) {
            columns.add(new ResultColumn(metaData.getColumnLabel(index), kind(metaData, index)));
        }
        return List.copyOf(columns);
    }

    private static Kind kind(ResultSetMetaData metaData, int index) throws SQLException {
        String name = metaData.getColumnTypeName(index);
        int type = metaData.getColumnType(index);
        if (JSON.contains(name)) {
            return Kind.JSON;
        }
        if (type == Types.BOOLEAN || (type == Types.BIT && "bool".equals(name))) {
            return Kind.TRUTH;
        }
        return NUMBERS.contains(type) && !"money".equals(name) ? Kind.NUMBER : Kind.TEXT;
    }
}
