package io.kintsugi.topology;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which Java values are exactly a key of a type. Floating point, booleans and approximate dates never are. */
final class ObjectForms {
    /** Before this day java.sql counts days by another calendar than SQL does. */
    private static final LocalDate GREGORIAN = LocalDate.of(1582, 10, 15);

    /** A day later, so that it holds in every time zone. */
    private static final Instant GREGORIAN_MOMENT =
            GREGORIAN.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);

    private static final int YEAR_MAX = 9999;

    private ObjectForms() {}

    static Optional<KeyValue> convert(KeyType column, Object value) {
        return switch (column) {
            case INTEGER -> integer(value);
            case DECIMAL -> decimal(value);
            case TEXT -> value instanceof String text ? LiteralForms.text(text) : Optional.empty();
            case UUID -> uuid(value);
            case DATE -> date(value);
            case TIMESTAMP -> timestamp(value);
            case TIMESTAMP_TZ -> moment(value);
            case BYTES -> value instanceof byte[] bytes ? Optional.of(KeyValue.ofBytes(bytes)) : Optional.empty();
        };
    }

    private static Optional<KeyValue> integer(Object value) {
        if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return Optional.of(KeyValue.ofLong(((Number) value).longValue()));
        }
        if (value instanceof BigInteger whole) {
            return LiteralForms.integer(whole);
        }
        if (value instanceof BigDecimal decimal) {
            return wholePart(decimal).flatMap(LiteralForms::integer);
        }
        return literal(KeyType.INTEGER, value);
    }

    private static Optional<BigInteger> wholePart(BigDecimal value) {
        if (!DecimalForm.fits(value, KeyValue.DECIMAL_LENGTH_MAX)) {
            return Optional.empty();
        }
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() > 0 ? Optional.empty() : Optional.of(stripped.toBigInteger());
    }

    private static Optional<KeyValue> decimal(Object value) {
        if (value instanceof BigDecimal decimal) {
            return LiteralForms.decimal(decimal);
        }
        if (value instanceof BigInteger whole) {
            return LiteralForms.decimal(new BigDecimal(whole));
        }
        if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return LiteralForms.decimal(BigDecimal.valueOf(((Number) value).longValue()));
        }
        return literal(KeyType.DECIMAL, value);
    }

    private static Optional<KeyValue> uuid(Object value) {
        return value instanceof UUID uuid ? Optional.of(KeyValue.ofUuid(uuid)) : literal(KeyType.UUID, value);
    }

    private static Optional<KeyValue> date(Object value) {
        if (value instanceof LocalDate date) {
            return checked(date).map(KeyValue::ofDate);
        }
        // A subclass may be sent otherwise, as those of PostgreSQL's driver are that have a calendar.
        if (value.getClass() == java.sql.Date.class) {
            java.sql.Date date = (java.sql.Date) value;
            return sqlDay(date.toLocalDate()).map(KeyValue::ofDate);
        }
        return literal(KeyType.DATE, value);
    }

    private static Optional<KeyValue> timestamp(Object value) {
        if (value instanceof LocalDateTime time) {
            return checked(time).map(KeyValue::ofTimestamp);
        }
        if (value.getClass() == java.sql.Timestamp.class) {
            LocalDateTime local = ((java.sql.Timestamp) value).toLocalDateTime();
            return sqlDay(local.toLocalDate()).flatMap(day -> checked(local)).map(KeyValue::ofTimestamp);
        }
        return literal(KeyType.TIMESTAMP, value);
    }

    private static Optional<KeyValue> moment(Object value) {
        Instant moment = instant(value);
        if (moment == null) {
            return literal(KeyType.TIMESTAMP_TZ, value);
        }
        boolean exact = moment.truncatedTo(ChronoUnit.MICROS).equals(moment) && KeyValue.isInYears(moment);
        return exact ? Optional.of(KeyValue.ofInstant(moment)) : Optional.empty();
    }

    /** The native driver sends an Instant as a java.sql.Timestamp, so it counts days as that does. */
    private static @Nullable Instant instant(Object value) {
        if (value instanceof OffsetDateTime time) {
            return time.toInstant();
        }
        Instant moment = value instanceof Instant given ? given : null;
        if (value.getClass() == java.sql.Timestamp.class) {
            moment = ((java.sql.Timestamp) value).toInstant();
        }
        return moment == null || moment.isBefore(GREGORIAN_MOMENT) ? null : moment;
    }

    private static Optional<KeyValue> literal(KeyType column, Object value) {
        return value instanceof String text ? LiteralForms.parse(column, text, null) : Optional.empty();
    }

    private static Optional<LocalDate> sqlDay(LocalDate date) {
        return date.isBefore(GREGORIAN) ? Optional.empty() : checked(date);
    }

    private static Optional<LocalDate> checked(LocalDate date) {
        return date.getYear() >= 1 && date.getYear() <= YEAR_MAX ? Optional.of(date) : Optional.empty();
    }

    private static Optional<LocalDateTime> checked(LocalDateTime time) {
        boolean exact = time.truncatedTo(ChronoUnit.MICROS).equals(time);
        return exact ? checked(time.toLocalDate()).map(day -> time) : Optional.empty();
    }
}
