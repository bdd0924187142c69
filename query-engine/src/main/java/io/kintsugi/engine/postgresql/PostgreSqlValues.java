package io.kintsugi.engine.postgresql;

import io.kintsugi.engine.merge.Accumulator;
import io.kintsugi.engine.merge.RowSource;
import io.kintsugi.engine.merge.ScalarRules;
import io.kintsugi.engine.merge.SumKind;
import io.kintsugi.engine.merge.ValueRules;
import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.router.plan.Comparison;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Compares and adds up as PostgreSQL does. */
final class PostgreSqlValues implements ValueRules {
    private final ScalarRules scalars = new PostgreSqlScalars();

    @Override
    public Comparable<Object> key(Comparison comparison, String text) {
        return PostgreSqlKeys.of(comparison, text);
    }

    @Override
    public Accumulator sum(int column, SumKind kind) {
        return switch (kind) {
            case REAL -> new FloatSum(column, true);
            case DOUBLE -> new FloatSum(column, false);
            case BIGINT, NUMERIC -> new NumericSum(column);
        };
    }

    @Override
    public ScalarRules scalars() {
        return scalars;
    }

    @Override
    public Accumulator average(int sumColumn, int countColumn, SumKind kind, int scale) {
        return kind == SumKind.DOUBLE ? new FloatAverage(sumColumn, countColumn) : new Average(sumColumn, countColumn);
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
        public boolean isNothing(RowSource row) throws SQLException {
            return row.text(column) == null;
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

    /** A sum of floating point, in the order of the shards; null until a value comes. */
    private static final class FloatSum implements Accumulator {
        private final int column;
        private final boolean single;
        private boolean known;
        private double sum;

        FloatSum(int column, boolean single) {
            this.column = column;
            this.single = single;
        }

        @Override
        public void add(RowSource row) throws SQLException {
            String text = row.text(column);
            if (text == null) {
                return;
            }
            double value = Double.parseDouble(text);
            double total = single ? (float) sum + (float) value : sum + value;
            boolean overflow = Double.isInfinite(total) && Double.isFinite(sum) && Double.isFinite(value);
            if (overflow) {
                throw new ShardException(ErrorCode.VALUE_OVERFLOW, "value out of range: overflow");
            }
            sum = known ? total : value;
            known = true;
        }

        @Override
        public @Nullable String result() {
            return !known ? null : single ? FloatText.of((float) sum) : FloatText.of(sum);
        }
    }

    /** avg of floating point from sum and count. */
    private static final class FloatAverage implements Accumulator {
        private final FloatSum sum;
        private final int countColumn;
        private long count;

        FloatAverage(int sumColumn, int countColumn) {
            this.sum = new FloatSum(sumColumn, false);
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
            return count == 0 ? null : FloatText.of(sum.sum / count);
        }
    }
}
