package io.kintsugi.topology;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which constants and Java values are exactly a key of MySQL. MySQL compares across types by rules that lose bits
 * ({@code bigint = '12abc'} is true), so a value counts only in the class of the column, in full form; see
 * docs/hash.md.
 */
final class MySqlKeyForms {
    /** An integer is compared with a string as double precision: with so few digits that is exact. */
    private static final Pattern SHORT_INTEGER = Pattern.compile("-?[0-9]{1,15}");

    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final Pattern DATE_TIME =
            Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}:[0-9]{2}(?:\\.[0-9]{1,6})?");
    private static final int ASCII_LAST = 0x7F;

    /**
     * The server reads a decimal constant into nine groups of nine digits: a longer fraction is cut off, so that
     * {@code 5.00…01} is 5, and a longer whole part becomes the largest decimal. So many digits always fit.
     */
    private static final int DIGITS_KEPT = 65;

    private MySqlKeyForms() {}

    /** The key meant by a plain string constant, or by a parameter set as a string. */
    static Optional<KeyValue> string(KeyRule rule, String text, KeyWeights weights) {
        return switch (rule.type()) {
            case INTEGER ->
                SHORT_INTEGER.matcher(text).matches()
                        ? Optional.of(KeyValue.ofLong(Long.parseLong(text)))
                        : Optional.empty();
            case TEXT -> text(rule.collation().orElseThrow(), text, weights);
            case DATE -> DATE.matcher(text).matches() ? strict(KeyType.DATE, text) : Optional.empty();
            case TIMESTAMP -> DATE_TIME.matcher(text).matches() ? strict(KeyType.TIMESTAMP, text) : Optional.empty();
            // The bytes of other characters depend on the character set of the connection.
            case BYTES ->
                text.chars().allMatch(c -> c > 0 && c <= ASCII_LAST)
                        ? Optional.of(KeyValue.ofBytes(text.getBytes(StandardCharsets.US_ASCII)))
                        : Optional.empty();
            // Decimals are compared with strings as double precision; the others are no keys of MySQL.
            case DECIMAL, UUID, TIMESTAMP_TZ -> Optional.empty();
        };
    }

    private static Optional<KeyValue> strict(KeyType type, String text) {
        return LiteralForms.parse(type, text, null);
    }

    private static Optional<KeyValue> text(KeyCollation collation, String text, KeyWeights weights) {
        Optional<KeyValue> sendable = LiteralForms.text(collation.compared(text));
        if (sendable.isEmpty() || !collation.holds(text)) {
            return Optional.empty();
        }
        if (!collation.isWeighted()) {
            return sendable;
        }
        String compared = collation.compared(text);
        return AsciiWeights.of(collation, compared)
                .or(() -> weights.weight(collation, compared))
                .map(KeyValue::ofWeights);
    }

    static Match number(KeyRule rule, String text) {
        Match match = NumberForms.match(rule.type(), text);
        boolean plain = text.length() <= DIGITS_KEPT || match instanceof Match.Unknown;
        return plain || isKept(new BigDecimal(text)) ? match : new Match.Unknown();
    }

    private static boolean isKept(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        long fraction = Math.max(0, stripped.scale());
        long whole = Math.max(0, (long) stripped.precision() - stripped.scale());
        return whole + fraction <= DIGITS_KEPT;
    }

    /** The key meant by a hexadecimal constant, which is a binary string beside a binary column only. */
    static Optional<KeyValue> bytes(KeyRule rule, byte[] value) {
        return rule.type() == KeyType.BYTES ? Optional.of(KeyValue.ofBytes(value)) : Optional.empty();
    }

    static Optional<KeyValue> object(KeyRule rule, Object value, KeyWeights weights) {
        if (value instanceof String text) {
            return string(rule, text, weights);
        }
        return switch (rule.type()) {
            case INTEGER, DECIMAL -> isExactNumber(value) ? ObjectForms.convert(rule.type(), value) : Optional.empty();
            case DATE ->
                value instanceof LocalDate || value.getClass() == java.sql.Date.class
                        ? ObjectForms.convert(KeyType.DATE, value)
                        : Optional.empty();
            // A java.sql.Timestamp is shifted between time zones as the connection is set up.
            case TIMESTAMP ->
                value instanceof LocalDateTime ? ObjectForms.convert(KeyType.TIMESTAMP, value) : Optional.empty();
            case BYTES -> value instanceof byte[] bytes ? bytes(rule, bytes) : Optional.empty();
            case TEXT, UUID, TIMESTAMP_TZ -> Optional.empty();
        };
    }

    /** A BigInteger is sent as 64 bits without a sign where statements are prepared on the server. */
    private static boolean isExactNumber(Object value) {
        if (value instanceof BigInteger whole) {
            return whole.signum() >= 0 && whole.bitLength() <= Long.SIZE;
        }
        return value instanceof Long
                || value instanceof Integer
                || value instanceof Short
                || value instanceof Byte
                || value instanceof BigDecimal decimal && isKept(decimal);
    }
}
