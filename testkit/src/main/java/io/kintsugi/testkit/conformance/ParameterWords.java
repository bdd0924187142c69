package io.kintsugi.testkit.conformance;

import io.kintsugi.testkit.oracle.Parameter;
import java.math.BigDecimal;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Parameters as case files write them: {@code 7}, {@code bigint 7}, {@code 'text'}, {@code unknown '7'},
 * {@code null bigint}, {@code 7.50}, {@code true}, {@code date 2024-01-31}, {@code uuid …}, {@code bytes 00ff}.
 */
final class ParameterWords {
    private static final Pattern VALUE = Pattern.compile("\\s*((?:'(?:[^']|'')*'|[^,'])*)(,|$)");
    private static final Map<String, Integer> NULLS = Map.ofEntries(
            Map.entry("", Types.NULL),
            Map.entry("smallint", Types.SMALLINT),
            Map.entry("int", Types.INTEGER),
            Map.entry("bigint", Types.BIGINT),
            Map.entry("numeric", Types.NUMERIC),
            Map.entry("text", Types.VARCHAR),
            Map.entry("date", Types.DATE),
            Map.entry("uuid", Types.OTHER),
            Map.entry("boolean", Types.BOOLEAN));

    private ParameterWords() {}

    /** The parameters of one execution. */
    static List<Parameter> read(String line) {
        List<Parameter> parameters = new ArrayList<>();
        Matcher matcher = VALUE.matcher(line);
        boolean more = true;
        while (more && matcher.find()) {
            parameters.add(parameter(matcher.group(1).strip()));
            more = matcher.group(2).equals(",");
        }
        return parameters;
    }

    private static Parameter parameter(String written) {
        if (written.startsWith("'")) {
            return new Parameter(unquoted(written), Types.VARCHAR);
        }
        if (written.matches("-?[0-9]+")) {
            return new Parameter(Integer.valueOf(written), Types.INTEGER);
        }
        if (written.matches("-?[0-9]*\\.[0-9]+")) {
            return new Parameter(new BigDecimal(written), Types.NUMERIC);
        }
        if (written.equals("true") || written.equals("false")) {
            return new Parameter(Boolean.valueOf(written), Types.BOOLEAN);
        }
        String[] words = written.split(" ", 2);
        return typed(words[0], words.length == 2 ? words[1].strip() : "");
    }

    private static Parameter typed(String type, String value) {
        return switch (type) {
            case "null" -> new Parameter(null, nullType(value));
            case "smallint" -> new Parameter(Short.valueOf(value), Types.SMALLINT);
            case "int" -> new Parameter(Integer.valueOf(value), Types.INTEGER);
            case "bigint" -> new Parameter(Long.valueOf(value), Types.BIGINT);
            case "numeric" -> new Parameter(new BigDecimal(value), Types.NUMERIC);
            case "double" -> new Parameter(Double.valueOf(value), Types.DOUBLE);
            case "real" -> new Parameter(Float.valueOf(value), Types.REAL);
            case "text" -> new Parameter(unquoted(value), Types.VARCHAR);
            case "char" -> new Parameter(unquoted(value), Types.CHAR);
            case "unknown" -> new Parameter(unquoted(value), Types.OTHER);
            case "uuid" -> new Parameter(UUID.fromString(value), Types.OTHER);
            case "date" -> new Parameter(LocalDate.parse(value), Types.DATE);
            case "timestamp" -> new Parameter(LocalDateTime.parse(value), Types.TIMESTAMP);
            case "timestamptz" -> new Parameter(OffsetDateTime.parse(value), Types.TIMESTAMP_WITH_TIMEZONE);
            case "bytes" -> new Parameter(HexFormat.of().parseHex(value), Types.BINARY);
            default -> throw new IllegalArgumentException("'" + type + "' is no type of a parameter");
        };
    }

    private static int nullType(String type) {
        @Nullable Integer found = NULLS.get(type);
        if (found == null) {
            throw new IllegalArgumentException("'" + type + "' is no type of a null");
        }
        return found;
    }

    private static String unquoted(String written) {
        return written.startsWith("'") && written.endsWith("'")
                ? written.substring(1, written.length() - 1).replace("''", "'")
                : written;
    }
}
