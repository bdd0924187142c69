package io.kintsugi.engine.postgresql;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Writes floating point as PostgreSQL does: the fewest digits that mean the same number. */
final class FloatText {
    private static final int DOUBLE_DIGITS = 17;
    private static final int FLOAT_DIGITS = 9;
    /** From this power of ten on, an exponent is written. */
    private static final int DOUBLE_PLAIN = 15;

    private static final int FLOAT_PLAIN = 6;
    private static final int LEAST_PLAIN = -4;

    private FloatText() {}

    static String of(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value) || value == 0) {
            return special(value);
        }
        BigDecimal below = between(Math.nextDown(value), value);
        BigDecimal above = between(value, Math.nextUp(value));
        return written(shortest(new BigDecimal(value), below, above, DOUBLE_DIGITS), DOUBLE_PLAIN);
    }

    static String of(float value) {
        if (Float.isNaN(value) || Float.isInfinite(value) || value == 0) {
            return special(value);
        }
        BigDecimal below = between(Math.nextDown(value), value);
        BigDecimal above = between(value, Math.nextUp(value));
        return written(shortest(new BigDecimal(value), below, above, FLOAT_DIGITS), FLOAT_PLAIN);
    }

    private static BigDecimal between(double one, double other) {
        BigDecimal left = new BigDecimal(Double.isInfinite(one) ? -Double.MAX_VALUE : one);
        return left.add(new BigDecimal(Double.isInfinite(other) ? Double.MAX_VALUE : other))
                .divide(BigDecimal.valueOf(2));
    }

    /** Strictly between the middles to the neighbours: the server trusts nobody to round a middle to even. */
    private static BigDecimal shortest(BigDecimal exact, BigDecimal below, BigDecimal above, int digitsMax) {
        for (int digits = 1; digits < digitsMax; digits++) {
            BigDecimal shorter = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            if (shorter.compareTo(below) > 0 && shorter.compareTo(above) < 0) {
                return shorter;
            }
        }
        return exact.round(new MathContext(digitsMax, RoundingMode.HALF_EVEN));
    }

    private static String special(double value) {
        if (value == 0) {
            return 1 / value < 0 ? "-0" : "0";
        }
        return Double.isNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
    }

    private static String written(BigDecimal number, int plain) {
        BigDecimal shortest = number.stripTrailingZeros();
        int exponent = shortest.precision() - shortest.scale() - 1;
        if (exponent >= LEAST_PLAIN && exponent < plain) {
            return shortest.toPlainString();
        }
        String digits = shortest.unscaledValue().abs().toString();
        String fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
        String power = Math.abs(exponent) < 10 ? "0" + Math.abs(exponent) : Integer.toString(Math.abs(exponent));
        return (shortest.signum() < 0 ? "-" : "") + digits.charAt(0) + fraction + "e" + (exponent < 0 ? "-" : "+")
                + power;
    }
}
