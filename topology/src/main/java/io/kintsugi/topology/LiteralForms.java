package io.kintsugi.topology;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The subset of PostgreSQL's input syntax that means one value under every setting of the session. Everything else,
 * valid or not, is empty: the database then says itself what it thinks of it.
 */
final class LiteralForms {
    /** Longer texts are never looked at as numbers. */
    private static final int NUMBER_LENGTH_MAX = 1_000;

    /** The characters of isspace() in the C locale, which PostgreSQL's input functions skip. */
    private static final String SPACE = "[ \\t\\n\\x0B\\f\\r]*+";

    private static final Pattern INTEGER = Pattern.compile(SPACE + "([+-]?[0-9]++)" + SPACE);
    private static final Pattern DECIMAL =
            Pattern.compile(SPACE + "([+-]?(?:[0-9]++(?:\\.[0-9]*+)?|\\.[0-9]++)(?:[eE][+-]?[0-9]{1,4})?)" + SPACE);
    private static final Pattern UUID_DIGITS = Pattern.compile("(?:[0-9a-fA-F]{4}-?){7}[0-9a-fA-F]{4}");
    private static final Pattern DATE = Pattern.compile(SPACE + "([0-9]{4}-[0-9]{2}-[0-9]{2})" + SPACE);
    private static final Pattern TIMESTAMP = Pattern.compile(SPACE
            + "([0-9]{4}-[0-9]{2}-[0-9]{2})[ T]([0-9]{2}:[0-9]{2}:[0-9]{2}(?:\\.[0-9]{1,6})?)"
            + "(Z|[+-][0-9]{2}(?::?[0-9]{2})?)?" + SPACE);
    private static final Pattern HEX_BYTES = Pattern.compile("\\\\x((?:[0-9a-fA-F]{2})*+)");

    private LiteralForms() {}

    static Optional<KeyValue> parse(KeyType column, String text, @Nullable ZoneId zone) {
        return switch (column) {
            case INTEGER -> integer(text);
            case DECIMAL -> decimal(text);
            case TEXT -> text(text);
            case UUID -> uuid(text);
            case DATE -> date(text);
            case TIMESTAMP -> timestamp(text);
            case TIMESTAMP_TZ -> moment(text, zone);
            case BYTES -> bytes(text);
        };
    }

    private static Optional<KeyValue> integer(String text) {
        return matched(INTEGER, text)
                .map(matcher -> new BigInteger(matcher.group(1)))
                .flatMap(LiteralForms::integer);
    }

    static Optional<KeyValue> integer(BigInteger value) {
        boolean fits = value.bitLength() < Long.SIZE || (value.signum() > 0 && value.bitLength() == Long.SIZE);
        return fits ? Optional.of(KeyValue.ofInteger(value)) : Optional.empty();
    }

    private static Optional<KeyValue> decimal(String text) {
        return matched(DECIMAL, text)
                .map(matcher -> new BigDecimal(matcher.group(1)))
                .flatMap(LiteralForms::decimal);
    }

    static Optional<KeyValue> decimal(BigDecimal value) {
        return DecimalForm.fits(value, KeyValue.DECIMAL_LENGTH_MAX)
                ? Optional.of(KeyValue.ofDecimal(value))
                : Optional.empty();
    }

    private static Optional<Matcher> matched(Pattern pattern, String text) {
        if (text.length() > NUMBER_LENGTH_MAX) {
            return Optional.empty();
        }
        Matcher matcher = pattern.matcher(text);
        return matcher.matches() ? Optional.of(matcher) : Optional.empty();
    }

    /** Neither NUL nor half a surrogate pair can reach a database. */
    static Optional<KeyValue> text(String text) {
        boolean sendable = text.codePoints().noneMatch(LiteralForms::isUnsendable);
        return sendable ? Optional.of(KeyValue.ofText(text)) : Optional.empty();
    }

    private static boolean isUnsendable(int codePoint) {
        return codePoint == 0 || (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE);
    }

    /** Digits in any case, braces around, hyphens after any group of four. */
    private static Optional<KeyValue> uuid(String text) {
        boolean braces = text.startsWith("{") && text.endsWith("}");
        String digits = braces ? text.substring(1, text.length() - 1) : text;
        if (!UUID_DIGITS.matcher(digits).matches()) {
            return Optional.empty();
        }
        String bare = digits.replace("-", "");
        long high = Long.parseUnsignedLong(bare, 0, 16, 16);
        long low = Long.parseUnsignedLong(bare, 16, 32, 16);
        return Optional.of(KeyValue.ofUuid(new UUID(high, low)));
    }

    private static Optional<KeyValue> date(String text) {
        return matched(DATE, text)
                .flatMap(matcher -> localDate(matcher.group(1)))
                .map(KeyValue::ofDate);
    }

    /** An offset makes it empty: PostgreSQL would drop it without a word, but the writer meant something by it. */
    private static Optional<KeyValue> timestamp(String text) {
        return matched(TIMESTAMP, text)
                .filter(matcher -> matcher.group(3) == null)
                .flatMap(LiteralForms::localDateTime)
                .map(KeyValue::ofTimestamp);
    }

    private static Optional<KeyValue> moment(String text, @Nullable ZoneId zone) {
        Optional<Matcher> matched = matched(TIMESTAMP, text);
        Optional<ZoneOffset> offset = matched.flatMap(matcher -> offset(matcher.group(3), zone));
        if (offset.isEmpty()) {
            return Optional.empty();
        }
        return matched.flatMap(LiteralForms::localDateTime)
                .map(time -> time.toInstant(offset.get()))
                .filter(KeyValue::isInYears)
                .map(KeyValue::ofInstant);
    }

    /**
     * A zone with changing offsets is not used: its rules come from one release of the zone data here and another one
     * in the server, and the key would go astray where they differ.
     */
    private static Optional<ZoneOffset> offset(@Nullable String written, @Nullable ZoneId zone) {
        if (written != null) {
            return writtenOffset(written);
        }
        if (zone == null || !zone.getRules().isFixedOffset()) {
            return Optional.empty();
        }
        return Optional.of(zone.getRules().getOffset(Instant.EPOCH));
    }

    private static Optional<ZoneOffset> writtenOffset(String written) {
        try {
            return Optional.of(ZoneOffset.of(written));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<LocalDate> localDate(String iso) {
        try {
            return Optional.of(LocalDate.parse(iso)).filter(date -> date.getYear() > 0);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<LocalDateTime> localDateTime(Matcher matcher) {
        try {
            LocalTime time = LocalTime.parse(matcher.group(2));
            return localDate(matcher.group(1)).map(date -> date.atTime(time));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<KeyValue> bytes(String text) {
        Matcher matcher = HEX_BYTES.matcher(text);
        return matcher.matches()
                ? Optional.of(KeyValue.ofBytes(HexFormat.of().parseHex(matcher.group(1))))
                : Optional.empty();
    }
}
