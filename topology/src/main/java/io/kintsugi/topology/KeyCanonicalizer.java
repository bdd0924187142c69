package io.kintsugi.topology;

import java.time.ZoneId;
import java.util.Optional;

/**
 * Turns literals and parameters into key values, only where every server would find the same rows. An empty answer
 * means "cannot be shown equal": callers read from all shards or refuse; they never guess.
 *
 * <p>The type of a column is known here, its size is not. Before a row is stored under a key, the caller makes sure
 * that
 * the column neither rounds nor pads it, as numeric(10,2), timestamp(0) and char(10) do.
 */
public final class KeyCanonicalizer {
    private KeyCanonicalizer() {}

    /**
     * The key meant by an untyped string literal of PostgreSQL, as its input functions read it.
     *
     * @param unquotedText the literal's text, quotes and escapes resolved
     * @param sessionZone the session's TimeZone, for timestamps with time zone that name no offset
     */
    public static Optional<KeyValue> fromLiteral(KeyType column, String unquotedText, ZoneId sessionZone) {
        return LiteralForms.parse(column, unquotedText, sessionZone);
    }

    /** What a key column compared with a number, as written, can match. */
    public static Match fromNumber(KeyType column, String numberText) {
        return NumberForms.match(column, numberText);
    }

    /** The key meant by a parameter's Java value, for the types of java.lang, java.math, java.time and java.sql. */
    public static Optional<KeyValue> fromObject(KeyType column, Object javaValue) {
        return ObjectForms.convert(column, javaValue);
    }

    /**
     * The key meant by a plain string constant under a rule.
     *
     * @param weights what is known of the weights of texts; only text keys of MySQL ask
     */
    public static Optional<KeyValue> fromLiteral(
            KeyRule rule, String unquotedText, ZoneId sessionZone, KeyWeights weights) {
        return switch (rule.dialect()) {
            case POSTGRESQL -> fromLiteral(rule.type(), unquotedText, sessionZone);
            case MYSQL -> MySqlKeyForms.string(rule, unquotedText, weights);
        };
    }

    /** What a key column compared with a number, as written, can match. */
    public static Match fromNumber(KeyRule rule, String numberText) {
        return switch (rule.dialect()) {
            case POSTGRESQL -> fromNumber(rule.type(), numberText);
            case MYSQL -> MySqlKeyForms.number(rule, numberText);
        };
    }

    /** The key meant by a hexadecimal constant such as {@code x'1F'} of MySQL. */
    public static Optional<KeyValue> fromBytes(KeyRule rule, byte[] bytes) {
        return switch (rule.dialect()) {
            case POSTGRESQL -> Optional.empty();
            case MYSQL -> MySqlKeyForms.bytes(rule, bytes);
        };
    }

    /** The key meant by a parameter's Java value. */
    public static Optional<KeyValue> fromObject(KeyRule rule, Object javaValue, KeyWeights weights) {
        return switch (rule.dialect()) {
            case POSTGRESQL -> fromObject(rule.type(), javaValue);
            case MYSQL -> MySqlKeyForms.object(rule, javaValue, weights);
        };
    }
}
