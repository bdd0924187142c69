package io.kintsugi.jdbc.oracle;

import java.util.List;

/** Conditions as PostgreSQL may be asked for them. */
final class PostgresConditions {
    private PostgresConditions() {}

    static List<String> ofKey(String key, String one, String two, String three, String otherColumn) {
        return List.of(
                key + " IN (" + one + ", " + two + ")",
                key + " IN (" + one + ", " + two + ", " + three + ")",
                key + " IN (" + three + ", " + one + ", " + two + ", " + one + ")",
                one + " = " + key,
                key + " IN (" + one + ")",
                key + " IN (" + one + ", " + two + ")",
                key + " IN (" + one + ", " + two + ", " + three + ")",
                key + " IN (" + one + ", NULL)",
                key + " IN (NULL, " + one + ")",
                key + " IN (" + one + ", NULL, " + two + ")",
                key + " NOT IN (" + one + ", " + two + ")",
                "NOT (" + key + " = " + one + ")",
                "NOT " + key + " = " + one,
                "NOT " + key + " <> " + one,
                key + " BETWEEN " + one + " AND " + two,
                key + " NOT BETWEEN " + one + " AND " + two,
                key + " BETWEEN SYMMETRIC " + one + " AND " + two,
                key + " = " + one + " OR " + key + " = " + two,
                "(" + key + " = " + one + " OR " + key + " = " + two + ")",
                key + " = " + one + " AND " + key + " = " + two,
                key + " = " + one + " OR 1 = 1",
                "(" + key + " = " + one + ")",
                "((" + key + ")) = (" + one + ")",
                "(" + key + " = " + one + ") IS TRUE",
                "(" + key + " = " + one + ") = true",
                "(" + key + " = " + one + ") IS NOT FALSE",
                "true = (" + key + " = " + one + ")",
                key + " = ANY (ARRAY[" + one + ", " + two + "])",
                key + " = ALL (ARRAY[" + one + "])",
                key + " <> ALL (ARRAY[" + one + ", " + two + "])",
                "(" + key + ", 1) = (" + one + ", 1)",
                "(" + key + ", 1) IN ((" + one + ", 1), (" + two + ", 2))",
                "ROW(" + key + ", 1) = ROW(" + one + ", 1)",
                key + " IS NOT DISTINCT FROM " + one,
                key + " IS DISTINCT FROM " + one,
                key + " >= " + one + " AND " + key + " <= " + one,
                key + " IS NULL",
                key + " IS NOT NULL",
                key + " > " + one,
                one + " <= " + key,
                key + " = " + one + " AND true",
                key + " = " + one + " AND " + otherColumn + " IS NOT NULL",
                "CASE WHEN " + key + " = " + one + " THEN true END",
                key + " = CASE WHEN true THEN " + one + " ELSE " + two + " END",
                key + " = " + key,
                key + " = NULL",
                key + " IN (SELECT " + one + ")",
                key + " IN (VALUES (" + one + "), (" + two + "))",
                key + " = (SELECT " + one + " WHERE false)",
                "EXISTS (SELECT 1 WHERE " + key + " = " + one + ")",
                key + " OPERATOR(pg_catalog.=) " + one,
                key + "::text = '7'",
                "coalesce(" + key + ", " + one + ") = " + one,
                key + " IS NULL OR " + key + " = " + one,
                "(" + key + " = " + one + " AND " + key + " = " + one + ")",
                "/* " + key + " = 1 */ " + key + " = " + one + " -- " + key + " = 2\n");
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
                    name + " IS DISTINCT FROM " + value);
        }
        return column.kind() == Kind.TEXT && column.sound() ? ofText(name, value, other) : compared(name, value, other);
    }

    private static List<String> compared(String name, String value, String other) {
        return List.of(
                name + " = " + value,
                name + " <> " + value,
                name + " < " + value,
                name + " >= " + value,
                name + " IS NULL",
                name + " IS NULL",
                name + " IS NOT NULL",
                name + " BETWEEN " + value + " AND " + other,
                name + " IN (" + value + ", " + other + ")",
                name + " NOT IN (" + value + ")",
                name + " IS DISTINCT FROM " + value);
    }

    private static List<String> ofText(String name, String value, String other) {
        return List.of(
                name + " = " + value,
                name + " < " + value,
                name + " >= " + value,
                name + " IS NULL",
                name + " IS NOT NULL",
                name + " IN (" + value + ", " + other + ")",
                name + " LIKE '%a%'",
                name + " NOT LIKE 'a_%'",
                name + " ILIKE 'A%'",
                "length(" + name + ") > 1",
                "upper(" + name + ") = 'A'");
    }
}
