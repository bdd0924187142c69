package io.kintsugi.router.planner.bind;

import static java.util.Objects.requireNonNull;

import io.kintsugi.router.ParameterValues;
import io.kintsugi.router.lexer.StringForm;
import io.kintsugi.topology.KeyCanonicalizer;
import io.kintsugi.topology.KeyRule;
import io.kintsugi.topology.KeyType;
import io.kintsugi.topology.KeyValue;
import io.kintsugi.topology.Match;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a key value stands in the text.
 *
 * @param token planned ordinal of the literal or parameter token
 * @param negative whether a minus sign stands before a number
 * @param cast whether it is cast to the key's type: a number must then be exact, for the cast would round it
 * @param fixed the outcome itself for {@link Form#FIXED}, a constant inside a view
 */
public record KeySource(
        Form form,
        int token,
        boolean negative,
        boolean cast,
        @Nullable KeyOutcome fixed) {
    /** How the value is written. */
    public enum Form {
        NUMBER,
        STRING,
        PARAMETER,
        NULL,
        FIXED
    }

    /** PostgreSQL reads {@code GMT+5} as POSIX does, five hours behind; to Java it is five hours ahead. */
    private static final Pattern WEST_IS_POSITIVE = Pattern.compile("(?:UTC|GMT|UT)?[+-].*");

    /** A value that cannot be compared with the key exactly. */
    public static final KeySource UNKNOWN = fixed(KeyOutcome.UNKNOWN);

    public KeySource {
        requireNonNull(form, "form");
    }

    public static KeySource fixed(KeyOutcome outcome) {
        return new KeySource(Form.FIXED, Refusal.NOWHERE, false, false, outcome);
    }

    /** The same source in the row that begins {@code distance} tokens later. */
    public KeySource moved(int distance) {
        return form == Form.FIXED ? this : new KeySource(form, token + distance, negative, cast, null);
    }

    /** The key value in this text. */
    public KeyOutcome read(BoundText text, ParameterValues parameters, KeyRule type) {
        return form == Form.FIXED ? requireNonNull(fixed, "fixed") : readAt(text, text.token(token), parameters, type);
    }

    /** The key value at a token ordinal of this very text. */
    public KeyOutcome readAt(BoundText text, int ordinal, ParameterValues parameters, KeyRule type) {
        return switch (form) {
            case NUMBER -> number(type, text.sql().text(ordinal));
            case STRING -> constant(text, ordinal, type);
            case PARAMETER -> parameter(text, parameters.value(text.sql().parameterNumber(ordinal)), type);
            case NULL -> KeyOutcome.NULL;
            case FIXED -> requireNonNull(fixed, "fixed");
        };
    }

    private KeyOutcome number(KeyRule type, String digits) {
        Match match = KeyCanonicalizer.fromNumber(type, negative ? "-" + digits : digits);
        if (match instanceof Match.Equal equal) {
            return new KeyOutcome.Exact(equal.key());
        }
        return match.isNoRow() && !cast ? KeyOutcome.NO_ROW : KeyOutcome.UNKNOWN;
    }

    private static KeyOutcome constant(BoundText text, int ordinal, KeyRule type) {
        StringForm form = text.sql().stringForm(ordinal);
        if (KeyCondition.isUntyped(form)) {
            return string(text, text.sql().unquote(ordinal), type);
        }
        String digits = form == StringForm.HEX ? text.sql().unquote(ordinal) : "";
        return form == StringForm.HEX && digits.length() % 2 == 0
                ? KeyCanonicalizer.fromBytes(type, HexFormat.of().parseHex(digits))
                        .<KeyOutcome>map(KeyOutcome.Exact::new)
                        .orElse(KeyOutcome.UNKNOWN)
                : KeyOutcome.UNKNOWN;
    }

    private static KeyOutcome string(BoundText text, String value, KeyRule type) {
        return zone(text, type)
                .flatMap(zone -> KeyCanonicalizer.fromLiteral(type, value, zone, text.weights()))
                .<KeyOutcome>map(key -> written(key, value))
                .orElse(KeyOutcome.UNKNOWN);
    }

    private static KeyOutcome parameter(BoundText text, @Nullable Object value, KeyRule type) {
        if (value == null) {
            return KeyOutcome.NULL;
        }
        return KeyCanonicalizer.fromObject(type, value, text.weights())
                .<KeyOutcome>map(key -> written(key, value))
                .orElse(KeyOutcome.UNKNOWN);
    }

    private static KeyOutcome written(KeyValue key, Object value) {
        return key.type() == KeyType.TEXT ? new KeyOutcome.Exact(key, value.toString()) : new KeyOutcome.Exact(key);
    }

    /** Only timestamps with time zone need the session's zone; PostgreSQL knows zones that Java does not. */
    private static Optional<ZoneId> zone(BoundText text, KeyRule type) {
        if (type.type() != KeyType.TIMESTAMP_TZ) {
            return Optional.of(ZoneOffset.UTC);
        }
        String name = text.context().sessionTimeZone();
        if (WEST_IS_POSITIVE.matcher(name).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(ZoneId.of(name));
        } catch (DateTimeException unknownToJava) {
            return Optional.empty();
        }
    }
}
