package io.kintsugi.topology.yaml;

import io.kintsugi.topology.KeyCanonicalizer;
import io.kintsugi.topology.KeyType;
import io.kintsugi.topology.KeyValue;
import io.kintsugi.topology.Range;
import io.kintsugi.topology.TokenOrder;
import io.kintsugi.topology.TokenRange;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The two ways ranges are written: hash ranges as prefixes of the token in hexadecimal digits, {@code 40-80}, and
 * ranges of keys as literals, {@code 1000..2000}. The end is never included; an end left out means "to the last one".
 */
final class RangeNotation {
    private static final Pattern HASH_RANGE = Pattern.compile("([0-9a-fA-F]{0,16})-([0-9a-fA-F]{0,16})");
    private static final int DIGITS = 16;
    private static final String DOTS = "..";
    private static final DateTimeFormatter SECONDS_AND_MICROS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS");

    /** What is wrong with a range. */
    static final class BadRangeException extends Exception {
        private static final long serialVersionUID = 1L;

        BadRangeException(String message) {
            super(message);
        }
    }

    private RangeNotation() {}

    static TokenRange parseHash(String text) throws BadRangeException {
        Matcher matcher = HASH_RANGE.matcher(text);
        if (!matcher.matches()) {
            throw new BadRangeException(
                    Problems.quote(text) + " is not a range of hash prefixes, such as \"-80\", \"40-80\" or \"80-\".");
        }
        long first = prefix(matcher.group(1));
        boolean open = matcher.group(2).isEmpty();
        long end = prefix(matcher.group(2));
        if (!open && Long.compareUnsigned(first, end) >= 0) {
            throw new BadRangeException(
                    "Range " + Problems.quote(text) + " is empty: its start is not before its end.");
        }
        return new TokenRange(first, end - 1, TokenOrder.UNSIGNED);
    }

    private static long prefix(String digits) {
        return digits.isEmpty() ? 0 : Long.parseUnsignedLong(digits + "0".repeat(DIGITS - digits.length()), DIGITS);
    }

    static TokenRange parseKeys(String text, Range function) throws BadRangeException {
        int dots = text.indexOf(DOTS);
        if (dots < 0) {
            throw new BadRangeException(Problems.quote(text)
                    + " is not a range of keys, such as \"..1000\", \"1000..2000\" or \"2000..\".");
        }
        String start = text.substring(0, dots);
        String end = text.substring(dots + DOTS.length());
        long first = start.isEmpty() ? Long.MIN_VALUE : token(start, function);
        long last = end.isEmpty() ? Long.MAX_VALUE : token(end, function) - 1;
        if (first > last || (!end.isEmpty() && last == Long.MAX_VALUE)) {
            throw new BadRangeException(
                    "Range " + Problems.quote(text) + " is empty: its start is not before its end.");
        }
        return new TokenRange(first, last, TokenOrder.SIGNED);
    }

    private static long token(String literal, Range function) throws BadRangeException {
        KeyType type = function.keyType();
        KeyValue key = KeyCanonicalizer.fromLiteral(type, literal, ZoneOffset.UTC)
                .orElseThrow(() -> new BadRangeException(
                        Problems.quote(literal) + " is not a key of type " + type.label() + " in full form."));
        return function.token(key);
    }

    static String keys(TokenRange range, KeyType type) {
        String start = range.first() == Long.MIN_VALUE ? "" : literal(range.first(), type);
        String end = range.last() == Long.MAX_VALUE ? "" : literal(range.last() + 1, type);
        return start + DOTS + end;
    }

    /** The literal of a token that keeps the order of its key. */
    static String literal(long token, KeyType type) {
        return switch (type) {
            case DATE -> LocalDate.ofEpochDay(token).toString();
            case TIMESTAMP -> SECONDS_AND_MICROS.format(LocalDateTime.ofInstant(moment(token), ZoneOffset.UTC));
            case TIMESTAMP_TZ ->
                SECONDS_AND_MICROS.format(LocalDateTime.ofInstant(moment(token), ZoneOffset.UTC)) + "Z";
            default -> Long.toString(token);
        };
    }

    private static Instant moment(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
