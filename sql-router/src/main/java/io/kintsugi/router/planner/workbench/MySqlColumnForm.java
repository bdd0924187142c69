package io.kintsugi.router.planner.workbench;

import static java.util.Objects.requireNonNull;

import io.kintsugi.router.schema.LogicalColumn;
import io.kintsugi.router.schema.MySqlType;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * How the values of one column travel as strings, such that each comes through as it was or raises an error. Tried on
 * the server for each type; {@code @} stands for the column in the expressions.
 *
 * @param before the expression of the string that a shard gives
 * @param type of the column of JSON_TABLE
 * @param after the expression of the value where the query is finished
 */
record MySqlColumnForm(String before, String type, String after) {
    private static final String COLUMN = "@";

    /** A word of the server's own that no column of the type takes. */
    private static final String INEXACT = "'inexact'";

    /** Character sets whose texts JSON_TABLE was seen to give back. */
    private static final Set<String> CHARACTER_SETS = Set.of("utf8mb4", "utf8mb3", "latin1", "ascii");

    /** What MySQL calls 0000-00-00 is no moment, and has no text in another zone. */
    private static final String MOMENT =
            "IF(UNIX_TIMESTAMP(CONCAT(@)) <> UNIX_TIMESTAMP(@), " + INEXACT + ", CONCAT(@))";

    /** Texts of documents made of other values than text gives (decimals, dates) are read back as something else. */
    private static final String DOCUMENT = "IF(CAST(CAST(@ AS CHAR) AS JSON) <> @"
            + " OR HEX(CAST(CAST(@ AS CHAR) AS JSON)) <> HEX(@),"
            + " JSON_ARRAY(), JSON_EXTRACT(JSON_ARRAY(CAST(@ AS CHAR)), '$[0]'))";

    MySqlColumnForm {
        requireNonNull(before, "before");
        requireNonNull(type, "type");
        requireNonNull(after, "after");
    }

    /** The form of a column; empty where its values would not come through as they are. */
    static Optional<MySqlColumnForm> of(LogicalColumn column) {
        MySqlType facts = column.type().mySql().orElse(null);
        if (facts == null || column.invisible()) {
            return Optional.empty();
        }
        String type = column.declared().type();
        return switch (facts.base()) {
            case "tinyint", "smallint", "mediumint", "int", "bigint", "decimal", "double" -> number("CONCAT(@)", type);
            // The text of a float has fewer digits than the float.
            case "float" -> number("CONCAT(@ + 0e0)", type);
            case "bit" -> plain("CONCAT(@ + 0)", type);
            case "date", "datetime", "time", "year" -> plain("CONCAT(@)", type);
            case "timestamp" -> plain(MOMENT, type);
            case "char", "varchar", "tinytext", "text", "mediumtext", "longtext" -> text(COLUMN, column);
            case "enum", "set" -> text("CONCAT(@)", column);
            case "binary" -> bytes(facts.length(), "CAST(UNHEX(@) AS BINARY(" + facts.length() + "))");
            case "varbinary" -> bytes(facts.length(), "UNHEX(@)");
            case "tinyblob", "blob", "mediumblob", "longblob" ->
                Optional.of(new MySqlColumnForm("HEX(@)", "LONGTEXT CHARACTER SET latin1", "UNHEX(@)"));
            case "json" -> Optional.of(new MySqlColumnForm(DOCUMENT, "LONGTEXT", "CAST(@ AS JSON)"));
            default -> Optional.empty();
        };
    }

    /** The expression of the string, of a column. */
    String pulled(String column) {
        return before.replace(COLUMN, column);
    }

    /** The expression of the value, of a column of JSON_TABLE. */
    String read(String column) {
        return after.replace(COLUMN, column);
    }

    /** JSON_TABLE forgets ZEROFILL. */
    private static Optional<MySqlColumnForm> number(String before, String type) {
        return type.toLowerCase(Locale.ROOT).contains("zerofill") ? Optional.empty() : plain(before, type);
    }

    private static Optional<MySqlColumnForm> plain(String before, String type) {
        return Optional.of(new MySqlColumnForm(before, type, COLUMN));
    }

    /** What a backslash means in the text of a type is a matter of sql_mode. */
    private static Optional<MySqlColumnForm> text(String before, LogicalColumn column) {
        String type = column.declared().type();
        String collation = column.declared().collation().orElse("").toLowerCase(Locale.ROOT);
        String characterSet = collation.contains("_") ? collation.substring(0, collation.indexOf('_')) : collation;
        return CHARACTER_SETS.contains(characterSet) && type.indexOf('\\') < 0
                ? plain(before, type + " CHARACTER SET " + characterSet + " COLLATE " + collation)
                : Optional.empty();
    }

    /** Two hexadecimal digits a byte, and of latin1, for the server to know how long the bytes may be. */
    private static Optional<MySqlColumnForm> bytes(int length, String after) {
        return Optional.of(new MySqlColumnForm("HEX(@)", "VARCHAR(" + 2 * length + ") CHARACTER SET latin1", after));
    }
}
