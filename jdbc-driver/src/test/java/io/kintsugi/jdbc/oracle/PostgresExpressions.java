package io.kintsugi.jdbc.oracle;

import java.util.List;
import java.util.Set;

/** Expressions as PostgreSQL may be asked for them; none fails on any row. */
final class PostgresExpressions {
    /** Columns that hold the least and the greatest of their type: sums and products of them fail. */
    private static final Set<String> EXTREME = Set.of("i2", "i4", "i8", "id");

    private PostgresExpressions() {}

    static List<String> of(String name, Column column, String condition) {
        return switch (column.kind()) {
            case INTEGER -> EXTREME.contains(column.name()) ? ofExtreme(name) : ofInteger(name, condition);
            case NUMERIC -> ofNumeric(name);
            case TEXT -> ofText(name, column);
            case DATE ->
                List.of(
                        name + " + 1",
                        "extract(year FROM " + name + ")",
                        name + "::text",
                        name + "::timestamp",
                        name + " IS NULL");
            case BOOLEAN -> List.of("NOT " + name, name + "::int", name + " OR true", "coalesce(" + name + ", true)");
            case FLOAT -> List.of(name + " * 2", name + "::text", "-" + name, name + "::numeric");
            case TIMESTAMP ->
                List.of(name + "::date", name + "::text", name + " + interval '1 day'", name + " IS NULL");
            case UUID -> List.of(name + "::text", name + " IS NULL");
            case OTHER, OPAQUE -> List.of(name);
        };
    }

    private static List<String> ofExtreme(String name) {
        return List.of(
                name + " / 3",
                name + " % 7",
                name + "::numeric + 1",
                name + " IS NULL",
                "coalesce(" + name + ", 0)",
                name + "::text",
                name + " % 3 = 1",
                name + "::numeric * 3000000000",
                name + "::float8");
    }

    private static List<String> ofInteger(String name, String condition) {
        return List.of(
                name + " + 1",
                "-" + name,
                name + " * 3000000000",
                "abs(" + name + ")",
                name + " * 1.5",
                name + " / 2.0",
                name + "::smallint",
                "CASE WHEN " + condition + " THEN " + name + " ELSE 0 END",
                "nullif(" + name + ", 7)",
                "greatest(" + name + ", 3)",
                name + " + 0x10",
                name + "::varchar(1)",
                name + " BETWEEN 1 AND 5",
                name + " - 1.50",
                name + " + " + name);
    }

    /** The constants have the scale of the column: else a group of equal numbers could be shown in either. */
    private static List<String> ofNumeric(String name) {
        return List.of(
                "round(" + name + ", 1)",
                name + " + 1",
                name + " * 2.50",
                "round(" + name + ", 2)::text",
                "coalesce(" + name + ", 0.00)",
                name + " > 1",
                "abs(" + name + ")",
                "-" + name);
    }

    private static List<String> ofText(String name, Column column) {
        if (!column.sound()) {
            return List.of(name + " COLLATE \"C\"");
        }
        return List.of(
                "upper(" + name + ")",
                "lower(" + name + ")",
                name + " || 'x'",
                "length(" + name + ")",
                name + "::varchar(1)",
                "substr(" + name + ", 1, 2)",
                "coalesce(" + name + ", '~')",
                name + " COLLATE \"C\"",
                "md5(" + name + ")",
                name + "::char(3)",
                name + "::text",
                name + " = 'a'",
                "concat(" + name + ", '-')");
    }

    static List<String> numbers(String name, Column column) {
        return EXTREME.contains(column.name())
                ? List.of(name + " % 7", name + "::numeric", name + " / 3", "coalesce(" + name + ", 0)")
                : List.of(
                        name + " + 1",
                        name + " * 1.5",
                        "coalesce(" + name + ", 0)",
                        "-" + name,
                        name + " * 3000000000");
    }
}
