package io.kintsugi.router.planner.write;

import io.kintsugi.router.ParameterValues;
import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.planner.bind.BoundText;
import io.kintsugi.router.planner.bind.KeyCondition;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a value means to an AUTO_INCREMENT column. The server turns it into the column's integer first and counts by
 * itself where that is NULL or, unless the session's sql_mode has NO_AUTO_VALUE_ON_ZERO, 0.
 */
enum AutoValue {
    /** It asks for the next id. */
    ASKS,
    /** It is the id. */
    GIVEN,
    /** It depends on how the server rounds or cuts it, as for {@code 0.4}, {@code ''} and {@code x'00'}. */
    UNPROVEN;

    /** A number as text, perhaps between blanks, which is read in the same way from a string. */
    private static final Pattern NUMBER =
            Pattern.compile(" *+[+-]?+(?:[0-9]++(?:\\.[0-9]*+)?|\\.[0-9]++)(?:[eE][+-]?+[0-9]{1,3})? *+");

    private static final int LENGTH_MAX = 1_000;

    /**
     * @param parameters null while they are not known: any of them may ask
     */
    static AutoValue of(BoundText text, int ordinal, @Nullable ParameterValues parameters) {
        LexedSql sql = text.sql();
        return switch (sql.kind(ordinal)) {
            case PARAMETER ->
                parameters == null ? ASKS : ofObject(text, parameters.value(sql.parameterNumber(ordinal)));
            case NUMBER -> ofNumber(text, sql.text(ordinal));
            case STRING -> ofString(text, ordinal);
            case WORD -> ofWord(text, ordinal);
            default -> UNPROVEN;
        };
    }

    private static AutoValue ofString(BoundText text, int ordinal) {
        LexedSql sql = text.sql();
        return KeyCondition.isUntyped(sql.stringForm(ordinal)) ? ofNumber(text, sql.unquote(ordinal)) : UNPROVEN;
    }

    /** The column's default is 0 to the word DEFAULT, which asks as any 0 does. */
    private static AutoValue ofWord(BoundText text, int ordinal) {
        LexedSql sql = text.sql();
        if (sql.isKeyword(ordinal, "NULL")) {
            return ASKS;
        }
        if (sql.isKeyword(ordinal, "DEFAULT")) {
            return zeroAsks(text) ? ASKS : UNPROVEN;
        }
        if (sql.isKeyword(ordinal, "FALSE")) {
            return zero(text);
        }
        return sql.isKeyword(ordinal, "TRUE") ? GIVEN : UNPROVEN;
    }

    private static AutoValue ofObject(BoundText text, @Nullable Object value) {
        if (value == null) {
            return ASKS;
        }
        if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue() == 0 ? zero(text) : GIVEN;
        }
        if (value instanceof Boolean bit) {
            return bit ? GIVEN : zero(text);
        }
        if (value instanceof BigDecimal decimal) {
            return of(text, decimal);
        }
        if (value instanceof BigInteger whole) {
            return whole.signum() == 0 ? zero(text) : GIVEN;
        }
        boolean readable = value instanceof String || value instanceof Double || value instanceof Float;
        return readable ? ofNumber(text, value.toString()) : UNPROVEN;
    }

    private static AutoValue ofNumber(BoundText text, String number) {
        boolean readable =
                number.length() <= LENGTH_MAX && NUMBER.matcher(number).matches();
        return readable ? of(text, new BigDecimal(number.trim())) : UNPROVEN;
    }

    /** Decimals are rounded away from zero, doubles to the even neighbour: either keeps what is 1 or more off 0. */
    private static AutoValue of(BoundText text, BigDecimal value) {
        if (value.signum() == 0) {
            return zero(text);
        }
        return value.abs().compareTo(BigDecimal.ONE) >= 0 ? GIVEN : UNPROVEN;
    }

    private static AutoValue zero(BoundText text) {
        return zeroAsks(text) ? ASKS : GIVEN;
    }

    private static boolean zeroAsks(BoundText text) {
        String mode = text.context().mySql().sqlMode().toUpperCase(Locale.ROOT);
        return !mode.contains("NO_AUTO_VALUE_ON_ZERO");
    }
}
