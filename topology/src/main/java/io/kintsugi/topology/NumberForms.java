package io.kintsugi.topology;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;

/** What a number written in a statement says about a key column of a numeric type. */
final class NumberForms {
    private static final int LENGTH_MAX = 1_000;
    private static final Pattern PLAIN = Pattern.compile("[+-]?(?:[0-9]++(?:\\.[0-9]*+)?|\\.[0-9]++)");
    private static final Pattern WITH_EXPONENT =
            Pattern.compile("[+-]?(?:[0-9]++(?:\\.[0-9]*+)?|\\.[0-9]++)[eE][+-]?[0-9]{1,3}");

    /** Below this, integers compared as double precision, as MySQL does with exponents, are compared exactly. */
    private static final BigDecimal EXACT_IN_DOUBLE = BigDecimal.valueOf(1L << 53);

    private static final Match UNKNOWN = new Match.Unknown();
    private static final Match NO_ROW = new Match.NoRow();

    private NumberForms() {}

    static Match match(KeyType column, String text) {
        boolean numeric = column == KeyType.INTEGER || column == KeyType.DECIMAL;
        if (!numeric || text.length() > LENGTH_MAX) {
            return UNKNOWN;
        }
        if (PLAIN.matcher(text).matches()) {
            return exact(column, new BigDecimal(text));
        }
        return WITH_EXPONENT.matcher(text).matches() ? approximate(column, new BigDecimal(text)) : UNKNOWN;
    }

    private static Match approximate(KeyType column, BigDecimal value) {
        boolean safe = column == KeyType.INTEGER && value.abs().compareTo(EXACT_IN_DOUBLE) < 0 && isShort(value);
        return safe ? exact(column, value) : UNKNOWN;
    }

    /** So few digits that a double tells the number from its neighbours. */
    private static boolean isShort(BigDecimal value) {
        return value.precision() <= 15 && Math.abs(value.scale()) <= 15;
    }

    private static Match exact(KeyType column, BigDecimal value) {
        return column == KeyType.DECIMAL ? decimal(value) : integer(value);
    }

    private static Match decimal(BigDecimal value) {
        return LiteralForms.decimal(value).<Match>map(Match.Equal::new).orElse(UNKNOWN);
    }

    private static Match integer(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        if (stripped.scale() > 0) {
            return NO_ROW;
        }
        BigInteger whole = stripped.toBigInteger();
        return LiteralForms.integer(whole).<Match>map(Match.Equal::new).orElse(NO_ROW);
    }
}
