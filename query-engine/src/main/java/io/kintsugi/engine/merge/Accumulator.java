package io.kintsugi.engine.merge;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.router.plan.Comparison;
import java.math.BigInteger;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One visible column of one group, while partial results come in. */
public interface Accumulator {
    void add(RowSource row) throws SQLException;

    /** The value so far, as the server would send it. */
    @Nullable
    String result();

    /** Whether a row's partial result is that of no values at all. */
    default boolean isNothing(RowSource row) throws SQLException {
        return false;
    }

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
        private final boolean counting;
        private boolean known;
        private long sum;

        LongSum(int column, boolean counting) {
            this.column = column;
            this.counting = counting;
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
        public boolean isNothing(RowSource row) throws SQLException {
            String text = row.text(column);
            return text == null || (counting && text.equals("0"));
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

    /** The first value that is none of NULL. */
    final class Any implements Accumulator {
        private final int column;
        private @Nullable String text;

        Any(int column) {
            this.column = column;
        }

        @Override
        public void add(RowSource row) throws SQLException {
            if (text == null) {
                text = row.text(column);
            }
        }

        @Override
        public @Nullable String result() {
            return text;
        }
    }

    /** The bits of whole numbers; unsigned ones fill the last bit too. */
    final class Bits implements Accumulator {
        private final int column;
        private final boolean all;
        private boolean known;
        private boolean unsigned;
        private long bits;

        Bits(int column, boolean all) {
            this.column = column;
            this.all = all;
        }

        @Override
        public void add(RowSource row) throws SQLException {
            String text = row.text(column);
            if (text == null) {
                return;
            }
            BigInteger number = new BigInteger(text);
            unsigned |= number.bitLength() > Long.SIZE - 1;
            long value = number.longValue();
            bits = !known ? value : all ? bits & value : bits | value;
            known = true;
        }

        @Override
        public @Nullable String result() {
            return !known ? null : unsigned ? Long.toUnsignedString(bits) : Long.toString(bits);
        }
    }

    /** Takes a row in only if its value is a new one; each new value is held under the budget. */
    final class Distinct implements Accumulator {
        private final Accumulator of;
        private final int by;
        private final Comparison comparison;
        private final ValueRules values;
        private final MergeBudget budget;
        private final Set<Object> seen = new HashSet<>();

        Distinct(Accumulator of, int by, Comparison comparison, ValueRules values, MergeBudget budget) {
            this.of = of;
            this.by = by;
            this.comparison = comparison;
            this.values = values;
            this.budget = budget;
        }

        /** A row whose partial result is empty, because of NULL or FILTER, must not hide a later one of its value. */
        @Override
        public void add(RowSource row) throws SQLException {
            String text = row.text(by);
            if (text == null || of.isNothing(row) || !seen.add(values.key(comparison, text))) {
                return;
            }
            budget.hold(text.length());
            of.add(row);
        }

        @Override
        public @Nullable String result() {
            return of.result();
        }
    }

    /** The same of values that come sorted: only the last one that was taken in has to be known. */
    final class SortedDistinct implements Accumulator {
        private final Accumulator of;
        private final int by;
        private final Comparison comparison;
        private final ValueRules values;
        private @Nullable Object last;

        SortedDistinct(Accumulator of, int by, Comparison comparison, ValueRules values) {
            this.of = of;
            this.by = by;
            this.comparison = comparison;
            this.values = values;
        }

        @Override
        public void add(RowSource row) throws SQLException {
            String text = row.text(by);
            if (text == null || of.isNothing(row)) {
                return;
            }
            Object value = values.key(comparison, text);
            if (!value.equals(last)) {
                last = value;
                of.add(row);
            }
        }

        @Override
        public @Nullable String result() {
            return of.result();
        }
    }
}
