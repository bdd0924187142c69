package io.kintsugi.engine.mysql;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * A quotient of decimals with the digits that MySQL computes: it counts in words of nine digits and cuts off behind the
 * last (strings/decimal.cc, do_div_mod).
 */
final class MySqlDivision {
    private static final int WORD = 9;

    /** The words of the server's buffer for one decimal. */
    private static final int WORDS_MAX = 9;

    private MySqlDivision() {}

    /** @param increment the session's div_precision_increment */
    static Optional<BigDecimal> quotient(BigDecimal dividend, BigDecimal divisor, int increment) {
        if (divisor.signum() == 0) {
            return Optional.empty();
        }
        if (dividend.signum() == 0) {
            return Optional.of(BigDecimal.ZERO);
        }
        int dividendDigits = wholeWords(dividend.scale()) * WORD;
        int divisorDigits = wholeWords(divisor.scale()) * WORD;
        int more = increment - (dividendDigits - dividend.scale()) - (divisorDigits - divisor.scale());
        int words = wholeWords(dividendDigits + divisorDigits + Math.max(0, more));
        int integerWords = wholeWords(Math.max(0, integerDigits(dividend) - integerDigits(divisor) + 1));
        int kept = Math.max(0, Math.min(words, WORDS_MAX - integerWords));
        return Optional.of(dividend.divide(divisor, kept * WORD, RoundingMode.DOWN));
    }

    private static int wholeWords(int digits) {
        return (digits + WORD - 1) / WORD;
    }

    private static int integerDigits(BigDecimal number) {
        return number.precision() - number.scale();
    }
}
