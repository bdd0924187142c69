package io.kintsugi.topology;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A sharding key's value in canonical form: every spelling of a value is equal here and has one token. Immutable. The
 * factories throw SHARDING_KEY_INVALID for values that have no canonical form. See docs/hash.md.
 */
public final class KeyValue {
    /** Keys of type DECIMAL are refused when their plain form is longer than this many characters. */
    static final int DECIMAL_LENGTH_MAX = 1_000;

    /** By bytes; means nothing but is the same everywhere. */
    static final Comparator<KeyValue> CANONICAL_ORDER =
            (left, right) -> Arrays.compareUnsigned(left.canonical, right.canonical);

    private static final int YEAR_MIN = 1;
    private static final int YEAR_MAX = 9999;
    private static final Instant MOMENT_MIN =
            LocalDate.of(YEAR_MIN, 1, 1).atStartOfDay().toInstant(ZoneOffset.UTC);
    private static final Instant MOMENT_END =
            LocalDate.of(YEAR_MAX + 1, 1, 1).atStartOfDay().toInstant(ZoneOffset.UTC);
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final int NANOS_PER_MICRO = 1_000;
    private static final BigInteger TWO_TO_64 = BigInteger.ONE.shiftLeft(Long.SIZE);

    private final KeyType type;
    private final byte[] canonical;
    private final long number;
    private final boolean hasNumber;

    private KeyValue(KeyType type, byte[] canonical, long number, boolean hasNumber) {
        this.type = type;
        this.canonical = canonical;
        this.number = number;
        this.hasNumber = hasNumber;
    }

    private static KeyValue ofCanonical(KeyType type, byte[] canonical) {
        return new KeyValue(type, canonical, 0, false);
    }

    private static KeyValue ofNumber(KeyType type, String canonical, long number) {
        return new KeyValue(type, ascii(canonical), number, true);
    }

    public static KeyValue ofLong(long value) {
        return new KeyValue(KeyType.INTEGER, DecimalDigits.of(value), value, true);
    }

    /** The 64 bits read as an unsigned integer; the same as {@link #ofLong} below 2^63. */
    public static KeyValue ofUnsigned(long bits) {
        return bits >= 0 ? ofLong(bits) : ofCanonical(KeyType.INTEGER, ascii(Long.toUnsignedString(bits)));
    }

    /** An integer between -2^63 and 2^64 - 1. */
    static KeyValue ofInteger(BigInteger value) {
        if (value.bitLength() < Long.SIZE) {
            return ofLong(value.longValue());
        }
        if (value.signum() < 0 || value.compareTo(TWO_TO_64) >= 0) {
            throw TopologyErrors.invalidKey("The integer key has more than 64 bits.");
        }
        return ofUnsigned(value.longValue());
    }

    public static KeyValue ofDecimal(BigDecimal value) {
        if (!DecimalForm.fits(value, DECIMAL_LENGTH_MAX)) {
            throw TopologyErrors.invalidKey(
                    "The decimal key has more than " + DECIMAL_LENGTH_MAX + " characters in plain form.");
        }
        return ofCanonical(KeyType.DECIMAL, ascii(DecimalForm.plain(value)));
    }

    /** The text byte for byte; a text with half a surrogate pair has no bytes and is refused. */
    public static KeyValue ofText(String value) {
        try {
            ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(value));
            byte[] canonical = new byte[bytes.remaining()];
            bytes.get(canonical);
            return ofCanonical(KeyType.TEXT, canonical);
        } catch (CharacterCodingException e) {
            throw TopologyErrors.invalidKey("The text key is not valid Unicode: it holds half a surrogate pair.");
        }
    }

    /** A text by its weights under a collation of MySQL: equal texts have equal ones. */
    static KeyValue ofWeights(byte[] weights) {
        return ofCanonical(KeyType.TEXT, weights.clone());
    }

    public static KeyValue ofUuid(UUID value) {
        return ofCanonical(KeyType.UUID, ascii(value.toString()));
    }

    /** A date in the years 1 to 9999. */
    public static KeyValue ofDate(LocalDate value) {
        requireYear(value.getYear());
        return ofNumber(KeyType.DATE, value.toString(), value.toEpochDay());
    }

    /** A date and time in the years 1 to 9999, to the microsecond. */
    public static KeyValue ofTimestamp(LocalDateTime value) {
        requireYear(value.getYear());
        return ofMicros(KeyType.TIMESTAMP, value.toInstant(ZoneOffset.UTC));
    }

    /** A moment in the years 1 to 9999, to the microsecond. */
    public static KeyValue ofInstant(Instant value) {
        if (!isInYears(value)) {
            throw TopologyErrors.invalidKey(
                    "The moment " + value + " is not in the years " + YEAR_MIN + " to " + YEAR_MAX + ".");
        }
        return ofMicros(KeyType.TIMESTAMP_TZ, value);
    }

    public static KeyValue ofBytes(byte[] value) {
        return ofCanonical(KeyType.BYTES, value.clone());
    }

    private static KeyValue ofMicros(KeyType type, Instant value) {
        if (value.getNano() % NANOS_PER_MICRO != 0) {
            throw TopologyErrors.invalidKey("The timestamp key is finer than a microsecond.");
        }
        long micros = value.getEpochSecond() * MICROS_PER_SECOND + value.getNano() / NANOS_PER_MICRO;
        return ofNumber(type, Long.toString(micros), micros);
    }

    private static void requireYear(int year) {
        if (year < YEAR_MIN || year > YEAR_MAX) {
            throw TopologyErrors.invalidKey(
                    "Year " + year + " of the key is not between " + YEAR_MIN + " and " + YEAR_MAX + ".");
        }
    }

    /** Whether a moment lies, in UTC, in the years that keys may have. */
    static boolean isInYears(Instant moment) {
        return !moment.isBefore(MOMENT_MIN) && moment.isBefore(MOMENT_END);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    public KeyType type() {
        return type;
    }

    /** A copy of the bytes that are hashed. */
    public byte[] canonical() {
        return canonical.clone();
    }

    /** The bytes that are hashed, not to be changed. */
    byte[] canonicalBytes() {
        return canonical;
    }

    /** The place of this key in its type's order. */
    long orderedToken() {
        if (!hasNumber) {
            throw TopologyErrors.invalidKey("Key " + this + " is outside of what the range function can order.");
        }
        return number;
    }

    @Override
    public boolean equals(@Nullable Object object) {
        return object instanceof KeyValue other && type == other.type && Arrays.equals(canonical, other.canonical);
    }

    @Override
    public int hashCode() {
        return 31 * type.hashCode() + Arrays.hashCode(canonical);
    }

    /** The canonical form as text; bytes as hexadecimal digits. */
    @Override
    public String toString() {
        return type == KeyType.BYTES
                ? HexFormat.of().formatHex(canonical)
                : new String(canonical, StandardCharsets.UTF_8);
    }
}
