package io.kintsugi.router.planner.bind;

import io.kintsugi.router.schema.MySqlType;
import io.kintsugi.topology.KeyValue;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Whether a column of MySQL stores a key as it is. Without a strict mode the server clips numbers to the column's range
 * and cuts text to its length, and the row would be looked for under another key than the one it was sent to.
 */
final class MySqlStoredForm {
    private static final long MICROS_PER_SECOND = 1_000_000;

    private MySqlStoredForm() {}

    static boolean keeps(MySqlType type, KeyOutcome.Exact value) {
        KeyValue key = value.key();
        return switch (key.type()) {
            case INTEGER -> isInRange(type, new BigInteger(key.toString()));
            case DECIMAL -> fits(type, new BigDecimal(key.toString()));
            case TEXT -> fits(type, value.written());
            case TIMESTAMP -> Long.parseLong(key.toString()) % step(type.length()) == 0;
            case BYTES -> fits(type, key.canonical().length);
            case DATE -> true;
            case UUID, TIMESTAMP_TZ -> false;
        };
    }

    private static boolean isInRange(MySqlType type, BigInteger number) {
        int bits = bits(type.base());
        return type.unsigned() ? number.signum() >= 0 && number.bitLength() <= bits : number.bitLength() < bits;
    }

    private static int bits(String base) {
        return switch (base) {
            case "tinyint" -> Byte.SIZE;
            case "smallint" -> Short.SIZE;
            case "mediumint" -> 3 * Byte.SIZE;
            case "int" -> Integer.SIZE;
            default -> Long.SIZE;
        };
    }

    private static boolean fits(MySqlType type, BigDecimal number) {
        int whole = number.precision() - number.scale();
        return number.scale() <= type.scale()
                && whole <= type.length() - type.scale()
                && !(type.unsigned() && number.signum() < 0);
    }

    /** A char column forgets blanks at the end. */
    private static boolean fits(MySqlType type, String text) {
        boolean forgotten = type.base().equals("char") && text.endsWith(" ");
        return !forgotten && text.codePointCount(0, text.length()) <= type.length();
    }

    /** A binary column is filled up with zeros. */
    private static boolean fits(MySqlType type, int bytes) {
        return type.base().equals("binary") ? bytes == type.length() : bytes <= type.length();
    }

    /** Microseconds between two values of a datetime with so many digits. */
    private static long step(int digits) {
        long step = MICROS_PER_SECOND;
        for (int i = 0; i < digits; i++) {
            step /= 10;
        }
        return step;
    }
}
