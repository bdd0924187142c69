package io.kintsugi.engine.postgresql;

import io.kintsugi.engine.merge.Accumulator;
import io.kintsugi.engine.merge.RowSource;
import io.kintsugi.engine.merge.ValueRules;
import io.kintsugi.router.plan.Comparison;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Compares and adds up as PostgreSQL does. */
final class PostgreSqlValues implements ValueRules {
    @Override
    public Comparable<Object> key(Comparison comparison, String text) {
        return PostgreSqlKeys.of(comparison, text);
    }

    @Override
    public Accumulator sum(int column) {
        return new NumericSum(column);
    }

    @Override
    public Accumulator average(int sumColumn, int countColumn, int scale) {
        return new Average(sumColumn, countColumn);
    }

    /** A numeric sum; null until a value comes. */
    private static final class NumericSum implements Accumulator {
        private final int column;
        private @Nullable PostgreSqlNumeric sum;

        NumericSum(int column) {
            this.column = column;
        }

        @Override
        public void add(RowSource row) throws SQLException {
            String text = row.text(column);
            if (text != null) {
                PostgreSqlNumeric value = PostgreSqlNumeric.parse(text);
                sum = sum == null ? value : sum.plus(value);
            }
        }

        @Override
        public @Nullable String result() {
            return sum == null ? null : sum.toString();
        }
    }

    /** avg from sum and count. */
    private static final class Average implements Accumulator {
        private final NumericSum sum;
        private final int countColumn;
        private long count;

        Average(int sumColumn, int countColumn) {
            this.sum = new NumericSum(sumColumn);
            this.countColumn = countColumn;
        }

        @Override
        public void add(RowSource row) throws SQLException {
            sum.add(row);
            String text = row.text(countColumn);
            count = Math.addExact(count, text == null ? 0 : Long.parseLong(text));
        }

        @Override
        public @Nullable String result() {
            PostgreSqlNumeric total = sum.sum;
            return total == null || count == 0 ? null : total.dividedBy(count).toString();
        }
    }
}
