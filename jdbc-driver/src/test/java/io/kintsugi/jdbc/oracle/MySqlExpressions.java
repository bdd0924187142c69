package io.kintsugi.jdbc.oracle;

import java.util.List;
import java.util.Set;

/**
 * Expressions as MySQL may be asked for them. None computes with a quotient, of which the server keeps more digits than
 * it shows, or not, as its plan has it; and none mixes integers and decimals in one CASE, for the same reason.
 */
final class MySqlExpressions {
    /** Columns that hold the least and the greatest of their type, whose sums and products would fail. */
    private static final Set<String> EXTREME = Set.of("i8", "u4", "u8");

    List<String> computed(String name, Column column, String condition) {
        return switch (column.kind()) {
            case INTEGER -> EXTREME.contains(column.name()) ? ofExtreme(name) : ofInteger(name, condition);
            case NUMERIC -> ofNumeric(name);
            case TEXT -> ofText(name, column);
            case DATE ->
                List.of(
                        name + " + INTERVAL -1 DAY",
                        "EXTRACT(YEAR FROM " + name + ")",
                        "YEAR(" + name + ")",
                        "LAST_DAY(" + name + ")",
                        "DATEDIFF(" + name + ", '2000-01-01')",
                        "DATE_FORMAT(" + name + ", '%Y/%m')",
                        name + " IS NULL");
            case BOOLEAN -> List.of("NOT " + name, name + " + 0", name + " OR TRUE", "coalesce(" + name + ", TRUE)");
            case FLOAT -> List.of(name + " * 2", "-" + name, name + " + 0e0", "CAST(" + name + " AS DECIMAL(20, 3))");
            case TIMESTAMP ->
                List.of("DATE(" + name + ")", "HOUR(" + name + ")", name + " IS NULL", "TIME(" + name + ")");
            case UUID -> List.of("HEX(" + name + ")", "LENGTH(" + name + ")");
            case OTHER, OPAQUE -> others(name, column);
        };
    }

    private static List<String> others(String name, Column column) {
        return switch (column.name()) {
            case "e", "s", "bt", "y" -> List.of(name + " + 0", name);
            case "vb" -> List.of("HEX(" + name + ")", "LENGTH(" + name + ")");
            case "tms" -> List.of("UNIX_TIMESTAMP(" + name + ")", "DATE(" + name + ")");
            case "tm" -> List.of("TIME_TO_SEC(" + name + ")", "HOUR(" + name + ")");
            case "j" -> List.of("JSON_TYPE(" + name + ")", "JSON_LENGTH(" + name + ")", column.shown(name));
            default -> List.of(column.shown(name));
        };
    }

    private static List<String> ofExtreme(String name) {
        return List.of(
                name + " DIV 3",
                name + " % 7",
                "CAST(" + name + " AS DECIMAL(30, 0)) + 1",
                name + " IS NULL",
                "coalesce(" + name + ", 0)",
                "CONCAT(" + name + ")",
                name + " MOD 3 = 1",
                "CAST(" + name + " AS DECIMAL(30, 0)) * 3000000000",
                name + " + 0e0",
                name + " | 1");
    }

    private static List<String> ofInteger(String name, String condition) {
        return List.of(
                name + " + 1",
                "-" + name,
                name + " * 3000000000",
                "abs(" + name + ")",
                name + " * 1.5",
                name + " / 2.0",
                name + " DIV 2",
                "CASE WHEN " + condition + " THEN " + name + " ELSE 0 END",
                "IF(" + condition + ", " + name + ", 0)",
                "nullif(" + name + ", 7)",
                "GREATEST(" + name + ", 3)",
                name + " + 0x10",
                "CONCAT(" + name + ", '')",
                name + " BETWEEN 1 AND 5",
                name + " - 1.50",
                name + " + " + name,
                name + " & 3",
                "CAST(" + name + " AS SIGNED)",
                "SIGN(" + name + ")");
    }

    private static List<String> ofNumeric(String name) {
        return List.of(
                "round(" + name + ", 1)",
                name + " + 1",
                name + " * 2.50",
                "CAST(" + name + " AS CHAR)",
                "coalesce(" + name + ", 0.00)",
                name + " > 1",
                "abs(" + name + ")",
                "TRUNCATE(" + name + ", 1)",
                "FLOOR(" + name + ")",
                "-" + name);
    }

    /** Under a collation that pads nothing is cut off a text: a blank at the end would make it equal to another. */
    private static List<String> ofText(String name, Column column) {
        if (!column.sound()) {
            return List.of(column.shown(name), name + " COLLATE " + MySqlOracleSchema.BYTES);
        }
        if (!column.collation().contains("_0900_")) {
            return List.of("UPPER(" + name + ")", "CHAR_LENGTH(" + name + ")", "coalesce(" + name + ", '~')");
        }
        return List.of(
                "UPPER(" + name + ")",
                "LOWER(" + name + ")",
                "CONCAT(" + name + ", 'x')",
                "CHAR_LENGTH(" + name + ")",
                "LENGTH(" + name + ")",
                "LEFT(" + name + ", 1)",
                "SUBSTRING(" + name + ", 1, 2)",
                "IFNULL(" + name + ", '~')",
                name + " COLLATE " + MySqlOracleSchema.BYTES,
                "SHA2(" + name + ", 224)",
                "HEX(" + name + ")",
                name + " = 'a'",
                "CONCAT(" + name + ", '-')",
                "REVERSE(" + name + ")");
    }

    List<String> computedNumbers(String name, Column column) {
        return EXTREME.contains(column.name())
                ? List.of(
                        name + " % 7",
                        "CAST(" + name + " AS DECIMAL(30, 0))",
                        name + " DIV 3",
                        "coalesce(" + name + ", 0)")
                : List.of(
                        name + " + 1",
                        name + " * 1.5",
                        "coalesce(" + name + ", 0)",
                        "-" + name,
                        name + " * 3000000000");
    }

    List<String> above(String one, String other) {
        return List.of(
                one + " + " + other,
                one + " - " + other,
                one + " * 2",
                "nullif(" + one + ", 1)",
                one + " / nullif(" + other + ", 0)",
                "coalesce(" + one + ", 0)",
                "IFNULL(" + one + ", count(*))",
                "round(CAST(" + one + " AS DECIMAL(30, 8)), 2)",
                "CASE WHEN " + one + " > 3 THEN count(*) ELSE 0 END",
                "100.0 * " + one,
                "CAST(" + one + " AS DECIMAL(30, 4))",
                "abs(" + one + ") - 1",
                one + " <=> " + other);
    }
}
