package io.kintsugi.jdbc.oracle;

import java.util.List;
import java.util.Locale;

/** Constants as they may be written in MySQL. */
final class MySqlLiterals {
    /** Of an integer key; {@code %d} or {@code %x} stands for it. */
    static final List<String> INTEGERS = List.of(
            "'%d'",
            "CAST(%d AS SIGNED)",
            "CAST('%d' AS UNSIGNED)",
            "%d.0",
            "%d.5",
            "+%d",
            "- -%d",
            "-%d",
            "' %d '",
            "'0%d'",
            "'%dabc'",
            "'%d.0'",
            "'%de0'",
            "%de0",
            "0%d",
            "(%d)",
            "%d + 0",
            "(SELECT %d)",
            "coalesce(%d, 1)",
            "'+%d'",
            "ABS(%d)",
            "0x%02x",
            "CAST(%d AS DECIMAL(3, 1))",
            "N'%d'",
            "_utf8mb4'%d'",
            "CONVERT(%d, CHAR)",
            "%d.",
            "CASE WHEN TRUE THEN %d END",
            "NULL",
            "IF(TRUE, %d, 0)",
            "GREATEST(%d, 0)",
            "'%d' + 0",
            "%d DIV 1",
            "\"%d\"",
            "TRUE",
            "18446744073709551615 - %d",
            "b'101'",
            "CAST(%d AS DOUBLE)");

    private MySqlLiterals() {}

    /** Of a text key; {@code %s} stands for the quoted literal. */
    static List<String> texts(boolean backslash) {
        return List.of(
                "N%s",
                "_utf8mb4%s",
                "_utf8mb4 %s",
                "CAST(%s AS CHAR)",
                "CAST(%s AS CHAR(3))",
                "%s COLLATE utf8mb4_bin",
                "%s COLLATE utf8mb4_0900_as_cs",
                "CONCAT(%s)",
                "LOWER(%s)",
                "UPPER(%s)",
                "(SELECT %s)",
                "BINARY %s",
                "(%s)",
                "NULL",
                "TRIM(%s)",
                "%s ''",
                "%s ' '",
                "CONVERT(%s USING utf8mb4)",
                "IF(TRUE, %s, '')",
                "10",
                "9.0",
                backslash ? "%s" : "HEX(UNHEX(HEX(%s)))",
                "'KEY-20'",
                "'Ab'");
    }

    /** Of bytes, whose digits are given. */
    static List<String> bytes(String digits) {
        return List.of(
                "0x" + digits,
                "X'" + digits.toUpperCase(Locale.ROOT) + "'",
                "UNHEX('" + digits + "')",
                "CAST(x'" + digits + "' AS BINARY)",
                "(x'" + digits + "')",
                "_binary x'" + digits + "'",
                "NULL",
                "(SELECT x'" + digits + "')",
                "CONCAT(x'" + digits + "')");
    }

    /** Of values that occur in a column whose kind is neither a number nor text. */
    static List<String> of(Column column) {
        return switch (column.kind()) {
            case FLOAT -> List.of("1.5", "0", "1024", "-2.25", "1.25e-1");
            case BOOLEAN -> List.of("TRUE", "FALSE", "1", "(1 = 1)");
            case DATE ->
                List.of("'2024-01-01'", "DATE '2024-02-29'", "'9999-12-31'", "'1999-12-31'", "20240101", "'2024-2-29'");
            case TIMESTAMP ->
                List.of("'2024-01-01'", "TIMESTAMP '1970-01-01 00:00:00'", "'2024-02-29 23:59:59.123456'");
            case INTEGER, NUMERIC, TEXT, UUID, OTHER, OPAQUE -> others(column.name());
        };
    }

    private static List<String> others(String name) {
        return switch (name) {
            case "f8" -> List.of("0", "0.1", "1e308", "-0e0", "5e-324");
            case "ch" -> List.of("'a'", "'a  '", "'b'", "'ab'");
            case "vb" -> List.of("x'00'", "'a'", "x''", "0xff");
            case "tms" -> List.of("'2024-01-01'", "'2024-03-31 02:30:00+00:00'", "TIMESTAMP '2024-03-31 08:00:00'");
            case "tm" -> List.of("'12:34:56.7'", "TIME '-00:00:01'", "'838:59:59'", "'00:00'", "120000");
            case "y" -> List.of("2024", "'1999'", "1901");
            case "bt" -> List.of("5", "b'101'", "255", "0");
            case "j" -> List.of("CAST('1' AS JSON)", "CAST('null' AS JSON)", "CAST('[1, 2]' AS JSON)", "1", "'x'");
            case "e" -> List.of("'ok'", "'OK'", "2", "'happy'", "'sad'");
            case "s" -> List.of("'x'", "'x,y'", "3", "''");
            default -> List.of("NULL");
        };
    }
}
