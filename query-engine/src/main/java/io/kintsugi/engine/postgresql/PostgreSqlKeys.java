package io.kintsugi.engine.postgresql;

import io.kintsugi.engine.merge.ByteKey;
import io.kintsugi.router.plan.Comparison;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Turns the text of a value into an object whose {@code compareTo} and {@code equals} are PostgreSQL's own. Relies on
 * DateStyle ISO, which the native driver insists on.
 */
final class PostgreSqlKeys {
    private static final String HEX_PREFIX = "\\x";

    private PostgreSqlKeys() {}

    /** Keys made by the same comparison are comparable with each other. */
    @SuppressWarnings("unchecked")
    static Comparable<Object> of(Comparison comparison, String text) {
        return (Comparable<Object>) (Comparable<?>) decode(comparison, text);
    }

    private static Comparable<?> decode(Comparison comparison, String text) {
        return switch (comparison) {
            case INTEGER -> Long.valueOf(text);
            case NUMERIC -> PostgreSqlNumeric.parse(text);
            // Double orders NaN last and equal to itself; adding 0 makes -0 a 0.
            case FLOAT -> Double.parseDouble(text) + 0.0d;
            case BOOLEAN -> text.startsWith("t");
            case DATE -> TemporalText.days(text);
            case TIMESTAMP -> TemporalText.micros(text);
            case TIMESTAMP_TZ -> TemporalText.instantMicros(text);
            case TIME -> TemporalText.timeMicros(text);
            // Lower-case hexadecimal with hyphens in fixed places sorts as its bytes do.
            case UUID -> text;
            case BYTES -> new ByteKey(bytes(text));
            case TEXT_BYTES -> new ByteKey(text.getBytes(StandardCharsets.UTF_8));
            case PADDED_TEXT_BYTES -> new ByteKey(withoutBlanksBehind(text).getBytes(StandardCharsets.UTF_8));
        };
    }

    /** What bpcharcmp looks at. */
    private static String withoutBlanksBehind(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == ' ') {
            end--;
        }
        return text.substring(0, end);
    }

    private static byte[] bytes(String text) {
        if (text.startsWith(HEX_PREFIX)) {
            return HexFormat.of().parseHex(text, HEX_PREFIX.length(), text.length());
        }
        return ByteaEscape.decode(text);
    }
}
