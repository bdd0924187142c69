package io.kintsugi.engine.postgresql;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A value of type numeric: a decimal with its display scale, NaN, or an infinity. Ordered as PostgreSQL orders it (NaN
 * equals itself and is greater than all); equal when the values are, whatever their scale.
 */
final class PostgreSqlNumeric implements Comparable<PostgreSqlNumeric> {
    static final PostgreSqlNumeric NAN = new PostgreSqlNumeric(Kind.NAN, BigDecimal.ZERO);
    static final PostgreSqlNumeric INFINITY = new PostgreSqlNumeric(Kind.INFINITY, BigDecimal.ZERO);
    static final PostgreSqlNumeric MINUS_INFINITY = new PostgreSqlNumeric(Kind.MINUS_INFINITY, BigDecimal.ZERO);

    /** PostgreSQL computes in digits of base 10,000; its rule for the scale of a quotient counts in them. */
    private static final int DECIMALS_A_DIGIT = 4;

    private static final int QUOTIENT_SIGNIFICANT_DECIMALS = 16;
    private static final int DISPLAY_SCALE_MAX = 1_000;
    private static final int ROUNDED_SCALE_MAX = 2_000;

    /** In ascending order of the values. */
    private enum Kind {
        MINUS_INFINITY,
        FINITE,
        INFINITY,
        NAN
    }

    private final Kind kind;
    private final BigDecimal value;

    private PostgreSqlNumeric(Kind kind, BigDecimal value) {
        this.kind = kind;
        this.value = value;
    }

    static PostgreSqlNumeric of(BigDecimal value) {
        return new PostgreSqlNumeric(Kind.FINITE, value);
    }

    static PostgreSqlNumeric of(long value) {
        return of(BigDecimal.valueOf(value));
    }

    /** From the text a server sends. */
    static PostgreSqlNumeric parse(String text) {
        return switch (text) {
            case "NaN" -> NAN;
            case "Infinity" -> INFINITY;
            case "-Infinity" -> MINUS_INFINITY;
            default -> of(new BigDecimal(text));
        };
    }

    /** The sum, with the wider of the two scales; opposite infinities give NaN. */
    PostgreSqlNumeric plus(PostgreSqlNumeric other) {
        if (kind == Kind.FINITE && other.kind == Kind.FINITE) {
            return of(value.add(other.value));
        }
        if (kind == Kind.NAN || other.kind == Kind.NAN) {
            return NAN;
        }
        if (kind == Kind.FINITE) {
            return other;
        }
        return other.kind == Kind.FINITE || other.kind == kind ? this : NAN;
    }

    PostgreSqlNumeric negated() {
        return switch (kind) {
            case NAN -> NAN;
            case INFINITY -> MINUS_INFINITY;
            case MINUS_INFINITY -> INFINITY;
            case FINITE -> of(value.negate());
        };
    }

    PostgreSqlNumeric absolute() {
        return signum() < 0 ? negated() : this;
    }

    private int signum() {
        return switch (kind) {
            case NAN -> 0;
            case INFINITY -> 1;
            case MINUS_INFINITY -> -1;
            case FINITE -> value.signum();
        };
    }

    boolean isNaN() {
        return kind == Kind.NAN;
    }

    boolean isZero() {
        return kind == Kind.FINITE && value.signum() == 0;
    }

    /** The number, unless it is NaN or infinite. */
    Optional<BigDecimal> finite() {
        return kind == Kind.FINITE ? Optional.of(value) : Optional.empty();
    }

    private static PostgreSqlNumeric infinite(int signum) {
        return signum == 0 ? NAN : signum > 0 ? INFINITY : MINUS_INFINITY;
    }

    /** The product, with the digits of both. */
    PostgreSqlNumeric times(PostgreSqlNumeric other) {
        if (kind == Kind.NAN || other.kind == Kind.NAN) {
            return NAN;
        }
        return kind == Kind.FINITE && other.kind == Kind.FINITE
                ? of(value.multiply(other.value))
                : infinite(signum() * other.signum());
    }

    /** Rounded to so many digits after the point, halves away from zero; fewer than none round before it. */
    PostgreSqlNumeric rounded(long digits) {
        if (kind != Kind.FINITE) {
            return this;
        }
        int scale = (int) Math.max(-ROUNDED_SCALE_MAX, Math.min(ROUNDED_SCALE_MAX, digits));
        BigDecimal rounded = value.setScale(scale, RoundingMode.HALF_UP);
        return of(scale < 0 ? rounded.setScale(0, RoundingMode.UNNECESSARY) : rounded);
    }

    /** As {@code numeric(precision, scale)} holds it; empty where it does not fit. */
    Optional<PostgreSqlNumeric> within(int precision, int scale) {
        if (kind != Kind.FINITE) {
            return kind == Kind.NAN ? Optional.of(this) : Optional.empty();
        }
        BigDecimal rounded = value.setScale(scale, RoundingMode.HALF_UP);
        boolean fits = rounded.signum() == 0 || rounded.precision() - rounded.scale() <= precision - scale;
        return fits ? Optional.of(of(rounded)) : Optional.empty();
    }

    /** The quotient by a count. */
    PostgreSqlNumeric dividedBy(long count) {
        return dividedBy(of(count));
    }

    /** The quotient with the scale that PostgreSQL's {@code /} and {@code avg} give it; the divisor is not 0. */
    PostgreSqlNumeric dividedBy(PostgreSqlNumeric divisor) {
        if (kind == Kind.NAN || divisor.kind == Kind.NAN) {
            return NAN;
        }
        if (kind != Kind.FINITE) {
            return divisor.kind == Kind.FINITE ? infinite(signum() * divisor.signum()) : NAN;
        }
        return divisor.kind != Kind.FINITE
                ? of(0)
                : of(value.divide(divisor.value, quotientScale(value, divisor.value), RoundingMode.HALF_UP));
    }

    /**
     * At least 16 significant decimals, at least the scale of either side. The quotient's first digit is estimated from
     * the first base-10,000 digits alone; equal ones count as less, as PostgreSQL's own estimate has it.
     */
    private static int quotientScale(BigDecimal dividend, BigDecimal divisor) {
        int weight = weight(dividend) - weight(divisor);
        if (firstDigit(dividend).compareTo(firstDigit(divisor)) <= 0) {
            weight--;
        }
        int scale = QUOTIENT_SIGNIFICANT_DECIMALS - weight * DECIMALS_A_DIGIT;
        scale = Math.max(scale, Math.max(dividend.scale(), divisor.scale()));
        return Math.min(Math.max(scale, 0), DISPLAY_SCALE_MAX);
    }

    /** The power of 10,000 of the first non-zero digit; 0 for zero. */
    private static int weight(BigDecimal number) {
        return number.signum() == 0 ? 0 : Math.floorDiv(number.precision() - number.scale() - 1, DECIMALS_A_DIGIT);
    }

    private static BigInteger firstDigit(BigDecimal number) {
        return number.abs().movePointLeft(weight(number) * DECIMALS_A_DIGIT).toBigInteger();
    }

    @Override
    public int compareTo(PostgreSqlNumeric other) {
        int byKind = kind.compareTo(other.kind);
        return byKind != 0 ? byKind : value.compareTo(other.value);
    }

    @Override
    public boolean equals(@Nullable Object object) {
        return object instanceof PostgreSqlNumeric other && compareTo(other) == 0;
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, value.stripTrailingZeros());
    }

    /** The text a server would send. */
    @Override
    public String toString() {
        return switch (kind) {
            case NAN -> "NaN";
            case INFINITY -> "Infinity";
            case MINUS_INFINITY -> "-Infinity";
            case FINITE -> value.toPlainString();
        };
    }
}
