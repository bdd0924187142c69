package io.kintsugi.cli.console;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values as JSON text: maps, collections, texts, numbers, truth values, null. Records and beans are not looked into.
 */
public final class JsonWriter {
    private static final String INDENT = "  ";

    private JsonWriter() {}

    /** On several lines, indented, for whole answers. */
    public static String pretty(@Nullable Object value) {
        StringBuilder text = new StringBuilder();
        append(text, value, "\n");
        return text.toString();
    }

    /** On one line, for rows. */
    public static String compact(@Nullable Object value) {
        StringBuilder text = new StringBuilder();
        append(text, value, "");
        return text.toString();
    }

    /** Text that is JSON already. */
    public record Raw(String json) {}

    /** {@code lineBreak} with the indent of the current level; empty: everything on one line. */
    private static void append(StringBuilder text, @Nullable Object value, String lineBreak) {
        if (value instanceof Map<?, ?> map) {
            appendMap(text, map, lineBreak);
        } else if (value instanceof Collection<?> list) {
            appendList(text, list, lineBreak);
        } else if (value instanceof Raw raw) {
            text.append(raw.json());
        } else if (value == null || value instanceof Boolean || isPlainNumber(value)) {
            text.append(value);
        } else {
            quote(text, value.toString());
        }
    }

    /** JSON has no NaN and no infinity. */
    private static boolean isPlainNumber(Object value) {
        return (value instanceof Number number && Double.isFinite(number.doubleValue())) || value instanceof BigDecimal;
    }

    private static void appendMap(StringBuilder text, Map<?, ?> map, String lineBreak) {
        text.append('{');
        String inner = deeper(lineBreak);
        String separator = "";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            text.append(separator).append(inner);
            quote(text, String.valueOf(entry.getKey()));
            text.append(lineBreak.isEmpty() ? ":" : ": ");
            append(text, entry.getValue(), inner);
            separator = ",";
        }
        text.append(map.isEmpty() ? "" : lineBreak).append('}');
    }

    private static void appendList(StringBuilder text, Collection<?> list, String lineBreak) {
        text.append('[');
        String inner = deeper(lineBreak);
        String separator = "";
        for (Object element : list) {
            text.append(separator).append(inner);
            append(text, element, inner);
            separator = ",";
        }
        text.append(list.isEmpty() ? "" : lineBreak).append(']');
    }

    private static String deeper(String lineBreak) {
        return lineBreak.isEmpty() ? "" : lineBreak + INDENT;
    }

    private static void quote(StringBuilder text, String value) {
        text.append('"');
        for (int index = 0; index < value.length(); index++) {
            escape(text, value.charAt(index));
        }
        text.append('"');
    }

    private static void escape(StringBuilder text, char character) {
        switch (character) {
            case '"' -> text.append("\\\"");
            case '\\' -> text.append("\\\\");
            case '\n' -> text.append("\\n");
            case '\r' -> text.append("\\r");
            case '\t' -> text.append("\\t");
            default -> text.append(character < ' ' ? String.format("\\u%04x", (int) character) : character);
        }
    }
}
