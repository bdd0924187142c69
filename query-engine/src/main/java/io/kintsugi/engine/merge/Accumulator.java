package io.kintsugi.engine.merge;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.router.plan.Comparison;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** One visible column of one group, while partial results come in. */
public interface Accumulator {
    void add(RowSource row) throws SQLException;

    /** The value so far, as the server would send it. */
    @Nullable
    String result();

    /**
     * The first value seen: all rows of a group agree on it, but perhaps not on its spelling ({@code 1.0}, {@code
     * 1.00}).
     */
    final class First implements Accumulator {
        private final int column;
        private boolean seen;
        private @Nullable String text;

        First(int column) {
            this.column = column;
        }

        @Override
        public void add(RowSource row) throws SQLException {
            if (!seen) {
                seen = true;
                text = row.text(column);
            }
        }

        @Override
        public @Nullable String result() {
            return text;
        }
    }

    /** A bigint sum; null until a value comes, unless it counts. */
    final class LongSum implements Accumulator {
        private final int column;
        private boolean known;
        private long sum;

        LongSum(int column, boolean counting) {
            this.column = column;
            this.known = counting;
        }

        @Override
        public void add(RowSource row) throws SQLException {
            String text = row.text(column);
            if (text == null) {
                return;
            }
            known = true;
            try {
                sum = Math.addExact(sum, Long.parseLong(text));
            } catch (ArithmeticException overflow) {
                throw new ShardException(ErrorCode.VALUE_OVERFLOW, "bigint out of range", overflow);
            }
        }

        @Override
        public @Nullable String result() {
            return known ? Long.toString(sum) : null;
        }
    }

    /** min or max. */
    final class Extreme implements Accumulator {
        private final int column;
        private final int by;
        private final boolean greatest;
        private final Comparison comparison;
        private final ValueRules values;
        private @Nullable Comparable<Object> best;
        private @Nullable String bestText;

        Extreme(int column, int by, boolean greatest, Comparison comparison, ValueRules values) {
            this.column = column;
            this.by = by;
            this.greatest = greatest;
            this.comparison = comparison;
            this.values = values;
        }

        @Override
        public void add(RowSource row) throws SQLException {
            String compared = row.text(by);
            if (compared == null) {
                return;
            }
            Comparable<Object> value = values.key(comparison, compared);
            if (best == null || (greatest ? value.compareTo(best) > 0 : value.compareTo(best) < 0)) {
                best = value;
                bestText = row.text(column);
            }
        }

        @Override
        public @Nullable String result() {
            return bestText;
        }
    }
}
