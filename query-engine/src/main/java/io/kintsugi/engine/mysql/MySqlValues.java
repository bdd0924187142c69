package io.kintsugi.engine.mysql;

import io.kintsugi.engine.merge.Accumulator;
import io.kintsugi.engine.merge.ByteKey;
import io.kintsugi.engine.merge.RowSource;
import io.kintsugi.engine.merge.ScalarRules;
import io.kintsugi.engine.merge.SumKind;
import io.kintsugi.engine.merge.ValueRules;
import io.kintsugi.router.plan.Comparison;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Compares and adds up as MySQL does. Values of binary columns are given with one character for each byte. */
final class MySqlValues implements ValueRules {
    private static final long SECOND_MICROS = 1_000_000L;
    private static final int FRACTION_DIGITS = 6;

    private final ScalarRules scalars = new MySqlScalars();

    @Override
    @SuppressWarnings("unchecked")
    public Comparable<Object> key(Comparison comparison, String text) {
        return (Comparable<Object>) (Comparable<?>) decode(comparison, text);
    }

    private static Comparable<?> decode(Comparison comparison, String text) {
        return switch (comparison) {
            case INTEGER -> Long.valueOf(text);
            // Equal numbers must be equal objects: 1.0 and 1.00.
            case NUMERIC -> new BigDecimal(text).stripTrailingZeros();
            // Adding 0 makes -0 a 0.
            case FLOAT -> Double.parseDouble(text) + 0.0d;
            case BOOLEAN -> !text.equals("0");
            // Parts of fixed width, the greatest first: their texts sort as they do. A fraction may be longer in one.
            case DATE, TIMESTAMP, TIMESTAMP_TZ -> text;
            case TIME -> timeMicros(text);
            case UUID -> text;
            case BYTES -> new ByteKey(text.getBytes(StandardCharsets.ISO_8859_1));
            // Of PostgreSQL alone; MySQL's text has weights.
            case PADDED_TEXT_BYTES -> throw new IllegalStateException("MySQL returns no padded text");
            case TEXT_BYTES -> new ByteKey(text.getBytes(StandardCharsets.UTF_8));
        };
    }

    /** {@code -838:59:59.000000} to {@code 838:59:59.000000}. */
    private static long timeMicros(String text) {
        boolean negative = text.startsWith("-");
        String[] parts = text.substring(negative ? 1 : 0).split(":", -1);
        int point = parts[2].indexOf('.');
        String seconds = point < 0 ? parts[2] : parts[2].substring(0, point);
        String fraction = point < 0 ? "" : parts[2].substring(point + 1);
        String micros = (fraction + "0".repeat(FRACTION_DIGITS)).substring(0, FRACTION_DIGITS);
        long value = ((Long.parseLong(parts[0]) * 60 + Long.parseLong(parts[1])) * 60 + Long.parseLong(seconds))
                        * SECOND_MICROS
                + Long.parseLong(micros);
        return negative ? -value : value;
    }

    @Override
    public Accumulator sum(int column, SumKind kind) {
        return new DecimalSum(column);
    }

    @Override
    public ScalarRules scalars() {
        return scalars;
    }

    @Override
    public Accumulator average(int sumColumn, int countColumn, SumKind kind, int scale) {
        return new Average(sumColumn, countColumn, scale);
    }

    /** A sum of decimals; null until a value comes. */
    private static final class DecimalSum implements Accumulator {
        private final int column;
        private @Nullable BigDecimal sum;

        DecimalSum(int column) {
            this.column = column;
        }

        @Override
        public void add(RowSource row) throws SQLException {
            String text = row.text(column);
            if (text != null) {
                BigDecimal value = new BigDecimal(text);
                sum = sum == null ? value : sum.add(value);
            }
        }

        @Override
        public boolean isNothing(RowSource row) throws SQLException {
            return row.text(column) == null;
        }

        @Override
        public @Nullable String result() {
            return sum == null ? null : sum.toPlainString();
        }
    }

    /** AVG from sum and count; halves are rounded away from zero. */
    private static final class Average implements Accumulator {
        private final DecimalSum sum;
        private final int countColumn;
        private final int scale;
        private long count;

        Average(int sumColumn, int countColumn, int scale) {
            this.sum = new DecimalSum(sumColumn);
            this.countColumn = countColumn;
            this.scale = scale;
        }

        @Override
        public void add(RowSource row) throws SQLException {
            sum.add(row);
            String text = row.text(countColumn);
            count = Math.addExact(count, text == null ? 0 : Long.parseLong(text));
        }

        @Override
        public @Nullable String result() {
            BigDecimal total = sum.sum;
            return total == null || count == 0
                    ? null
                    : total.divide(BigDecimal.valueOf(count), scale, RoundingMode.HALF_UP)
                            .toPlainString();
        }
    }
}
