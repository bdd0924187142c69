package io.kintsugi.jdbc;

import io.kintsugi.topology.Dialect;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Date;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What routing may believe that the native driver sends for a value with a target type: a value which that type leaves
 * as it is. One that is rounded, cut or turned into another class is not known, whatever the driver of today does.
 */
final class SentValue {
    /** Stands for a value that is not known: routing takes no class but those that it knows. */
    enum Unknown {
        VALUE
    }

    private static final Pattern SHORT_INTEGER = Pattern.compile("-?[0-9]{1,18}");
    private static final Pattern SHORT_DECIMAL = Pattern.compile("-?[0-9]{1,200}(?:\\.[0-9]{1,200})?");

    /** Longer numbers are not looked at: to make them plain could fill the memory. */
    private static final int DIGITS_MAX = 1_000;

    /** From this moment on, in every time zone, {@code java.sql} counts days as SQL does. */
    private static final long GREGORIAN_MILLIS =
            Instant.parse("1582-10-17T00:00:00Z").toEpochMilli();

    private SentValue() {}

    /**
     * @param type of {@link Types}
     * @param scale digits after the point for decimals; negative: as many as there are
     */
    static @Nullable Object of(Dialect dialect, @Nullable Object value, int type, int scale) {
        if (value == null) {
            return null;
        }
        return switch (type) {
            case Types.BOOLEAN -> known(value instanceof Boolean, value);
            case Types.TINYINT -> integer(value, dialect == Dialect.MYSQL ? Byte.SIZE : Short.SIZE);
            case Types.SMALLINT -> integer(value, Short.SIZE);
            case Types.INTEGER -> integer(value, Integer.SIZE);
            case Types.BIGINT -> integer(value, Long.SIZE);
            case Types.DECIMAL, Types.NUMERIC -> decimal(value, scale);
            case Types.VARCHAR, Types.LONGVARCHAR -> known(value instanceof String, value);
            // PostgreSQL compares a char without its blanks, and a varchar with it as a char.
            case Types.CHAR, Types.NCHAR, Types.NVARCHAR, Types.LONGNVARCHAR ->
                known(dialect == Dialect.MYSQL && value instanceof String, value);
            case Types.DATE -> known(value instanceof LocalDate || value.getClass() == Date.class, value);
            case Types.TIMESTAMP -> known(value instanceof LocalDateTime || value.getClass() == Timestamp.class, value);
            case Types.TIMESTAMP_WITH_TIMEZONE -> known(value instanceof OffsetDateTime, value);
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY -> known(value instanceof byte[], value);
            // A text of no type becomes what it is compared with, as a constant does.
            case Types.OTHER ->
                known(dialect == Dialect.POSTGRESQL && (value instanceof UUID || value instanceof String), value);
            default -> Unknown.VALUE;
        };
    }

    private static Object known(boolean sentAsItIs, Object value) {
        return sentAsItIs ? value : Unknown.VALUE;
    }

    private static Object integer(Object value, int bits) {
        BigInteger whole = whole(value);
        return known(whole != null && whole.bitLength() < bits, whole == null ? value : whole.longValue());
    }

    private static @Nullable BigInteger whole(Object value) {
        if (value instanceof String text) {
            return SHORT_INTEGER.matcher(text).matches() ? new BigInteger(text) : null;
        }
        BigDecimal number = number(value);
        return number == null || isFractional(number, 0) ? null : number.toBigInteger();
    }

    private static Object decimal(Object value, int scale) {
        BigDecimal number =
                value instanceof String text && SHORT_DECIMAL.matcher(text).matches()
                        ? new BigDecimal(text)
                        : number(value);
        boolean kept = number != null && (scale < 0 || !isFractional(number, scale));
        return known(kept, number == null ? value : number);
    }

    /** An exact number; null for anything else, and for what would be very long. */
    private static @Nullable BigDecimal number(Object value) {
        if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return BigDecimal.valueOf(((Number) value).longValue());
        }
        if (value instanceof BigInteger whole) {
            return isShort(new BigDecimal(whole)) ? new BigDecimal(whole) : null;
        }
        return value instanceof BigDecimal decimal && isShort(decimal) ? decimal : null;
    }

    private static boolean isShort(BigDecimal number) {
        return number.precision() <= DIGITS_MAX && Math.abs((long) number.scale()) <= DIGITS_MAX;
    }

    /** Whether digits are lost where only so many are kept after the point. */
    private static boolean isFractional(BigDecimal number, int scale) {
        return number.signum() != 0 && number.stripTrailingZeros().scale() > scale;
    }

    /**
     * A moment that is sent as the calendar's time with the calendar's offset: known by its instant, so that a key
     * without a time zone does not take it. Other calendars may count other days.
     */
    static @Nullable Object of(@Nullable Timestamp value, Calendar calendar) {
        if (value == null) {
            return null;
        }
        boolean countsAsSqlDoes = value.getClass() == Timestamp.class
                && calendar.getClass() == GregorianCalendar.class
                && value.getTime() >= GREGORIAN_MILLIS;
        return countsAsSqlDoes ? OffsetDateTime.ofInstant(value.toInstant(), ZoneOffset.UTC) : Unknown.VALUE;
    }
}
