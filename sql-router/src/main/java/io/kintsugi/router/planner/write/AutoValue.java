package io.kintsugi.router.planner.write;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.router.ParameterValues;
import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.lexer.TokenKind;
import io.kintsugi.router.planner.bind.BoundText;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether a value given for an AUTO_INCREMENT column asks for the next id instead: NULL, DEFAULT, and 0 unless the
 * session's sql_mode has NO_AUTO_VALUE_ON_ZERO.
 */
final class AutoValue {
    private static final Pattern ZERO = Pattern.compile("\\s*[+-]?0*\\.?0*([eE][+-]?\\d+)?\\s*");

    private AutoValue() {}

    /**
     * @param parameters null while they are not known: any of them may ask
     */
    static boolean asks(BoundText text, int ordinal, @Nullable ParameterValues parameters) {
        LexedSql sql = text.sql();
        TokenKind kind = sql.kind(ordinal);
        if (kind == TokenKind.PARAMETER) {
            return parameters == null || asks(text, parameters.value(sql.parameterNumber(ordinal)));
        }
        if (kind == TokenKind.NUMBER) {
            return isZero(text, sql.text(ordinal));
        }
        if (kind == TokenKind.STRING) {
            return isZero(text, sql.unquote(ordinal));
        }
        return sql.isKeyword(ordinal, "DEFAULT") || sql.isKeyword(ordinal, "NULL");
    }

    private static boolean asks(BoundText text, @Nullable Object value) {
        if (value == null) {
            return true;
        }
        if (value instanceof BigDecimal decimal) {
            return decimal.signum() == 0 && zeroAsks(text);
        }
        if (value instanceof Boolean truth) {
            return !truth && zeroAsks(text);
        }
        if (value instanceof Number || value instanceof String) {
            return isZero(text, value.toString());
        }
        throw new ShardException(
                        ErrorCode.INVALID_ARGUMENT,
                        "A parameter for a column with generated ids may turn into 0, which asks for an id.")
                .withRemedy("Pass it by setLong, or NULL by setNull.");
    }

    private static boolean isZero(BoundText text, String value) {
        return zeroAsks(text) && ZERO.matcher(value).matches();
    }

    private static boolean zeroAsks(BoundText text) {
        String mode = text.context().mySql().sqlMode().toUpperCase(Locale.ROOT);
        return !mode.contains("NO_AUTO_VALUE_ON_ZERO");
    }
}
