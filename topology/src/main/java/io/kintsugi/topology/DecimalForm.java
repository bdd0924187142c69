package io.kintsugi.topology;

import java.math.BigDecimal;

/** The plain form of decimals: no exponent, no trailing zeros after the point. */
final class DecimalForm {
    private DecimalForm() {}

    /** Whether the plain form has at most this many characters; does not build it. */
    static boolean fits(BigDecimal value, int lengthMax) {
        long scale = value.scale();
        long integerDigits = Math.max(value.precision() - scale, 1);
        // Sign and point count as two.
        return integerDigits + Math.max(scale, 0) + 2 <= lengthMax;
    }

    static String plain(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }
}
