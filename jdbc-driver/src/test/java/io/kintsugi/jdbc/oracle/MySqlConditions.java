package io.kintsugi.jdbc.oracle;

import java.util.List;

/** Conditions as MySQL may be asked for them. */
final class MySqlConditions {
    private MySqlConditions() {}

    static List<String> ofKey(String key, String one, String two, String three, String otherColumn) {
        return List.of(
                key + " IN (" + one + ", " + two + ")",
                key + " IN (" + one + ", " + two + ", " + three + ")",
                key + " IN (" + three + ", " + one + ", " + two + ", " + one + ")",
                one + " = " + key,
                key + " IN (" + one + ")",
                key + " IN (" + one + ", NULL)",
                key + " IN (NULL, " + one + ")",
                key + " IN (" + one + ", NULL, " + two + ")",
                key + " NOT IN (" + one + ", " + two + ")",
                "NOT (" + key + " = " + one + ")",
                "NOT " + key + " = " + one,
                "NOT " + key + " <> " + one,
                "! " + key + " = " + one,
                key + " <=> " + one,
                "NOT (" + key + " <=> " + one + ")",
                key + " BETWEEN " + one + " AND " + two,
                key + " NOT BETWEEN " + one + " AND " + two,
                "NOT " + key + " BETWEEN " + one + " AND " + two,
                key + " = " + one + " OR " + key + " = " + two,
                "(" + key + " = " + one + " OR " + key + " = " + two + ")",
                key + " = " + one + " || " + key + " = " + two,
                key + " = " + one + " && " + otherColumn + " IS NOT NULL",
                key + " = " + one + " XOR " + key + " = " + two,
                key + " = " + one + " AND " + key + " = " + two,
                key + " = " + one + " OR 1 = 1",
                "(" + key + " = " + one + ")",
                "((" + key + ")) = (" + one + ")",
                "(" + key + " = " + one + ") IS TRUE",
                "(" + key + " = " + one + ") = TRUE",
                "(" + key + " = " + one + ") IS NOT FALSE",
                "TRUE = (" + key + " = " + one + ")",
                key + " = " + one + " = 1",
                key + " = ANY (SELECT " + one + ")",
                key + " <> ALL (SELECT " + one + " UNION SELECT " + two + ")",
                "(" + key + ", 1) = (" + one + ", 1)",
                "(" + key + ", 1) IN ((" + one + ", 1), (" + two + ", 2))",
                "ROW(" + key + ", 1) = ROW(" + one + ", 1)",
                key + " >= " + one + " AND " + key + " <= " + one,
                key + " IS NULL",
                key + " IS NOT NULL",
                key + " > " + one,
                one + " <= " + key,
                key + " = " + one + " AND TRUE",
                key + " = " + one + " AND " + otherColumn + " IS NOT NULL",
                "CASE WHEN " + key + " = " + one + " THEN TRUE END",
                key + " = IF(TRUE, " + one + ", " + two + ")",
                key + " = " + key,
                key + " = NULL",
                key + " IN (SELECT " + one + ")",
                key + " IN (VALUES ROW(" + one + "), ROW(" + two + "))",
                key + " = (SELECT " + one + " FROM DUAL WHERE FALSE)",
                "EXISTS (SELECT 1 WHERE " + key + " = " + one + ")",
                "CONCAT(" + key + ") = '7'",
                "coalesce(" + key + ", " + one + ") = " + one,
                key + " IS NULL OR " + key + " = " + one,
                "(" + key + " = " + one + " AND " + key + " = " + one + ")",
                "/* " + key + " = 1 */ " + key + " = " + one + " -- " + key + " = 2\n",
                key + " = " + one + " /*!80000 AND TRUE */",
                key + " LIKE " + one,
                "NOT " + key + " = " + one + " AND TRUE");
    }

    static List<String> of(String name, Column column, String value, String other) {
        if (column.kind() == Kind.BOOLEAN) {
            return List.of(
                    name,
                    "NOT " + name,
                    name + " IS TRUE",
                    name + " IS NOT FALSE",
                    name + " = " + value,
                    name + " IS NULL",
                    "NOT (" + name + " <=> " + value + ")");
        }
        if (column.name().equals("j")) {
            return ofDocument(name, value);
        }
        return column.kind() == Kind.TEXT ? ofText(name, value, other) : compared(name, value, other);
    }

    /** What BETWEEN and IN mean for JSON the server does not say. */
    private static List<String> ofDocument(String name, String value) {
        return List.of(
                name + " = " + value,
                name + " <> " + value,
                name + " < " + value,
                name + " IS NULL",
                name + " IS NOT NULL",
                "JSON_TYPE(" + name + ") = 'ARRAY'");
    }

    private static List<String> compared(String name, String value, String other) {
        return List.of(
                name + " = " + value,
                name + " <> " + value,
                name + " < " + value,
                name + " >= " + value,
                name + " IS NULL",
                name + " IS NOT NULL",
                name + " BETWEEN " + value + " AND " + other,
                name + " IN (" + value + ", " + other + ")",
                name + " NOT IN (" + value + ")",
                name + " <=> " + value,
                "NOT (" + name + " <=> " + value + ")",
                name + " != " + value);
    }

    private static List<String> ofText(String name, String value, String other) {
        return List.of(
                name + " = " + value,
                name + " < " + value,
                name + " >= " + value,
                name + " <=> " + value,
                name + " IS NULL",
                name + " IS NOT NULL",
                name + " IN (" + value + ", " + other + ")",
                name + " NOT IN (" + value + ", " + other + ")",
                name + " LIKE '%a%'",
                name + " NOT LIKE 'a_%'",
                name + " LIKE BINARY 'A%'",
                name + " REGEXP '^[a-c]'",
                "CHAR_LENGTH(" + name + ") > 1",
                "UPPER(" + name + ") = 'A'",
                name + " BETWEEN " + value + " AND " + other);
    }
}
