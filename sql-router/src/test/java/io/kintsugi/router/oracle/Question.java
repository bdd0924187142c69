package io.kintsugi.router.oracle;

import io.kintsugi.topology.Dialect;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A whole query and its answer over given rows, as a sorted bag. */
sealed interface Question {
    List<List<@Nullable Long>> answer(Data data);

    void write(SqlText sql);

    default SqlText sql(Dialect dialect) {
        SqlText sql = new SqlText(dialect);
        write(sql);
        return sql;
    }

    /** The rows themselves; answers of shards add up to the whole answer. */
    record Rows(List<String> columns, Select select) implements Question {
        @Override
        public List<List<@Nullable Long>> answer(Data data) {
            List<List<@Nullable Long>> answer = new ArrayList<>();
            for (Row row : select.rows(Row.EMPTY, data)) {
                answer.add(values(row, columns));
            }
            return sorted(answer);
        }

        @Override
        public void write(SqlText sql) {
            select.write(sql, String.join(", ", columns));
        }
    }

    /** {@code count(*)} and {@code sum(column)} of all rows, or of each group. */
    record Totals(List<String> groupBy, String summed, Select select) implements Question {
        @Override
        public List<List<@Nullable Long>> answer(Data data) {
            Map<List<@Nullable Long>, List<Row>> groups = new HashMap<>();
            if (groupBy.isEmpty()) {
                groups.put(List.of(), new ArrayList<>());
            }
            for (Row row : select.rows(Row.EMPTY, data)) {
                groups.computeIfAbsent(values(row, groupBy), key -> new ArrayList<>())
                        .add(row);
            }
            List<List<@Nullable Long>> answer = new ArrayList<>();
            groups.forEach((key, rows) -> answer.add(total(key, rows)));
            return sorted(answer);
        }

        private List<@Nullable Long> total(List<@Nullable Long> key, List<Row> rows) {
            Long sum = null;
            for (Row row : rows) {
                Long value = row.value(summed);
                sum = value == null ? sum : Long.valueOf(value + (sum == null ? 0 : sum));
            }
            List<@Nullable Long> result = new ArrayList<>(key);
            result.add((long) rows.size());
            result.add(sum);
            return result;
        }

        @Override
        public void write(SqlText sql) {
            List<String> items = new ArrayList<>(groupBy);
            items.add("count(*)");
            items.add("sum(" + summed + ")");
            select.write(sql, String.join(", ", items));
            sql.add(groupBy.isEmpty() ? "" : " GROUP BY " + String.join(", ", groupBy));
        }
    }

    /** Two legs, duplicates kept or dropped. */
    record Union(boolean all, Rows left, Rows right) implements Question {
        @Override
        public List<List<@Nullable Long>> answer(Data data) {
            List<List<@Nullable Long>> both = new ArrayList<>(left.answer(data));
            both.addAll(right.answer(data));
            return sorted(all ? both : both.stream().distinct().toList());
        }

        @Override
        public void write(SqlText sql) {
            left.write(sql);
            sql.add(all ? " UNION ALL " : " UNION ");
            right.write(sql);
        }
    }

    /** The first rows by a column that nobody shares, so that there is one right answer. */
    record First(Rows rows, String orderBy, int limit) implements Question {
        @Override
        public List<List<@Nullable Long>> answer(Data data) {
            List<List<@Nullable Long>> all = new ArrayList<>();
            rows.select().rows(Row.EMPTY, data).stream()
                    .sorted(Comparator.comparing(row -> order(row)))
                    .limit(limit)
                    .forEach(row -> all.add(values(row, rows.columns())));
            return sorted(all);
        }

        private long order(Row row) {
            Long value = row.value(orderBy);
            return value == null ? Long.MAX_VALUE : value;
        }

        @Override
        public void write(SqlText sql) {
            rows.write(sql);
            sql.add(" ORDER BY " + orderBy + " LIMIT " + limit);
        }
    }

    /** Each different row once. */
    record Distinct(Rows rows) implements Question {
        @Override
        public List<List<@Nullable Long>> answer(Data data) {
            return rows.answer(data).stream().distinct().toList();
        }

        @Override
        public void write(SqlText sql) {
            rows.select().write(sql, "DISTINCT " + String.join(", ", rows.columns()));
        }
    }

    /** An UPDATE or DELETE; its answer is which rows it touches. */
    record Change(boolean delete, Source.Table table, String identity, String changed, Condition where)
            implements Question {
        @Override
        public List<List<@Nullable Long>> answer(Data data) {
            return new Rows(List.of(identity), new Select(table, where)).answer(data);
        }

        @Override
        public void write(SqlText sql) {
            sql.add(delete ? "DELETE FROM " : "UPDATE ");
            table.write(sql);
            sql.add(delete ? "" : " SET " + changed + " = 1");
            sql.add(" WHERE ");
            where.write(sql);
        }
    }

    private static List<@Nullable Long> values(Row row, List<String> columns) {
        List<@Nullable Long> values = new ArrayList<>();
        for (String column : columns) {
            values.add(row.value(column));
        }
        return values;
    }

    private static List<List<@Nullable Long>> sorted(List<List<@Nullable Long>> rows) {
        List<List<@Nullable Long>> copy = new ArrayList<>(rows);
        copy.sort(Comparator.comparing(List::toString));
        return copy;
    }
}
