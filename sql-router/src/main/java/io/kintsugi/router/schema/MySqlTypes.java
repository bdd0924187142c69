package io.kintsugi.router.schema;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a type of MySQL, as DDL spells it or as the information schema prints it. Stateless. */
public final class MySqlTypes {
    /** The collation of text where neither column, table nor database names one, from MySQL 8.0 on. */
    public static final String DEFAULT_COLLATION = "utf8mb4_0900_ai_ci";

    /** Other words for types; longer ones are tried first where one begins another. */
    private static final Map<String, String> SYNONYMS = Map.ofEntries(
            Map.entry("integer", "int"),
            Map.entry("int1", "tinyint"),
            Map.entry("int2", "smallint"),
            Map.entry("int3", "mediumint"),
            Map.entry("middleint", "mediumint"),
            Map.entry("int4", "int"),
            Map.entry("int8", "bigint"),
            Map.entry("bool", "tinyint"),
            Map.entry("boolean", "tinyint"),
            Map.entry("numeric", "decimal"),
            Map.entry("dec", "decimal"),
            Map.entry("fixed", "decimal"),
            Map.entry("float4", "float"),
            Map.entry("float8", "double"),
            Map.entry("double precision", "double"),
            Map.entry("real", "double"),
            Map.entry("character", "char"),
            Map.entry("nchar", "char"),
            Map.entry("national char", "char"),
            Map.entry("national character", "char"),
            Map.entry("varcharacter", "varchar"),
            Map.entry("char varying", "varchar"),
            Map.entry("character varying", "varchar"),
            Map.entry("nvarchar", "varchar"),
            Map.entry("national varchar", "varchar"),
            Map.entry("national char varying", "varchar"),
            Map.entry("national character varying", "varchar"),
            Map.entry("nchar varying", "varchar"),
            Map.entry("nchar varchar", "varchar"),
            Map.entry("national varcharacter", "varchar"),
            Map.entry("long", "mediumtext"),
            Map.entry("long varchar", "mediumtext"),
            Map.entry("long char varying", "mediumtext"),
            Map.entry("long varbinary", "mediumblob"),
            Map.entry("char byte", "binary"));

    private static final Map<String, TypeClass> CLASSES = Map.ofEntries(
            Map.entry("tinyint", TypeClass.INT2),
            Map.entry("smallint", TypeClass.INT2),
            Map.entry("mediumint", TypeClass.INT4),
            Map.entry("int", TypeClass.INT4),
            Map.entry("bigint", TypeClass.INT8),
            Map.entry("decimal", TypeClass.NUMERIC),
            Map.entry("float", TypeClass.FLOAT4),
            Map.entry("double", TypeClass.FLOAT8),
            Map.entry("char", TypeClass.CHAR),
            Map.entry("varchar", TypeClass.VARCHAR),
            Map.entry("tinytext", TypeClass.TEXT),
            Map.entry("text", TypeClass.TEXT),
            Map.entry("mediumtext", TypeClass.TEXT),
            Map.entry("longtext", TypeClass.TEXT),
            Map.entry("binary", TypeClass.BYTEA),
            Map.entry("varbinary", TypeClass.BYTEA),
            Map.entry("tinyblob", TypeClass.BYTEA),
            Map.entry("blob", TypeClass.BYTEA),
            Map.entry("mediumblob", TypeClass.BYTEA),
            Map.entry("longblob", TypeClass.BYTEA),
            Map.entry("date", TypeClass.DATE),
            Map.entry("datetime", TypeClass.TIMESTAMP),
            Map.entry("timestamp", TypeClass.TIMESTAMP_TZ),
            Map.entry("time", TypeClass.TIME),
            Map.entry("json", TypeClass.JSON),
            Map.entry("enum", TypeClass.ENUM));

    private MySqlTypes() {}

    /**
     * The type as written.
     *
     * @param written such as {@code bigint unsigned}, {@code DECIMAL (12, 2)}, {@code enum('a','b')}
     * @param collation of the column, for text; where it is empty the type's collation is not known
     */
    public static ColumnType of(String written, Optional<String> collation) {
        String text = written.strip();
        int open = text.indexOf('(');
        String head = (open < 0 ? text : text.substring(0, open)).strip().toLowerCase(Locale.ROOT);
        int close = text.lastIndexOf(')');
        String arguments =
                open < 0 || close < open ? "" : text.substring(open + 1, close).strip();
        String tail = (open < 0 || close < open ? "" : text.substring(close + 1)).toLowerCase(Locale.ROOT);
        boolean unsigned = (head + " " + tail + " ").matches(".*\\b(unsigned|zerofill)\\b.*");
        String base = base(
                head.replaceAll("\\s+", " ").replaceAll(" (unsigned|signed|zerofill|ascii|unicode|binary)\\b.*", ""));
        boolean serial = base.equals("serial");
        return of(serial ? "bigint" : base, unsigned || serial, arguments, collation, isTruth(head));
    }

    private static String base(String head) {
        return SYNONYMS.getOrDefault(head, head);
    }

    private static boolean isTruth(String head) {
        return head.equals("bool") || head.equals("boolean");
    }

    private static ColumnType of(
            String base, boolean unsigned, String arguments, Optional<String> collation, boolean truth) {
        TypeClass typeClass = CLASSES.getOrDefault(base, TypeClass.OTHER);
        List<Integer> numbers = numbers(base, truth ? "1" : arguments);
        int length = numbers.isEmpty() ? defaultLength(base) : numbers.get(0);
        int scale = base.equals("decimal") && numbers.size() > 1 ? numbers.get(1) : 0;
        boolean text = isText(typeClass);
        boolean collated = text || base.equals("enum") || base.equals("set");
        Optional<String> known = collated ? collation.map(name -> name.toLowerCase(Locale.ROOT)) : Optional.empty();
        String name = name(base, unsigned, arguments, length, scale);
        return new ColumnType(
                name, typeClass, !text, !text, Optional.of(new MySqlType(base, unsigned, length, scale, known)));
    }

    /** Whether values are text with a collation; an enum's order is that of its members. */
    static boolean isText(TypeClass typeClass) {
        return typeClass == TypeClass.CHAR || typeClass == TypeClass.VARCHAR || typeClass == TypeClass.TEXT;
    }

    private static List<Integer> numbers(String base, String arguments) {
        if (arguments.isEmpty() || base.equals("enum") || base.equals("set")) {
            return List.of();
        }
        Matcher matcher = Pattern.compile("\\d{1,9}").matcher(arguments);
        return matcher.results().map(found -> Integer.parseInt(found.group())).toList();
    }

    private static int defaultLength(String base) {
        return switch (base) {
            case "char", "binary", "bit" -> 1;
            case "decimal" -> 10;
            case "datetime", "timestamp", "time" -> 0;
            default -> -1;
        };
    }

    private static String name(String base, boolean unsigned, String arguments, int length, int scale) {
        String modifiers = switch (base) {
            case "decimal" -> "(" + length + "," + scale + ")";
            case "char", "varchar", "binary", "varbinary", "bit" -> "(" + length + ")";
            case "datetime", "timestamp", "time" -> length > 0 ? "(" + length + ")" : "";
            case "enum", "set" -> "(" + arguments + ")";
            default -> "";
        };
        return base + modifiers + (unsigned ? " unsigned" : "");
    }
}
