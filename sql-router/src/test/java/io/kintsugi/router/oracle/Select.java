package io.kintsugi.router.oracle;

import java.util.List;

/** One query block without its select list: where rows come from and which of them count. */
record Select(Source from, Condition where) {
    List<Row> rows(Row outer, Data data) {
        return from.rows(outer, data).stream()
                .filter(row -> Boolean.TRUE.equals(where.evaluate(outer.with(row), data)))
                .toList();
    }

    void write(SqlText sql, String selectList) {
        sql.add("SELECT " + selectList + " FROM ");
        from.write(sql);
        sql.add(" WHERE ");
        where.write(sql);
    }
}
