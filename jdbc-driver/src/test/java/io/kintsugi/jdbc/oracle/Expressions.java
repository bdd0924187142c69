package io.kintsugi.jdbc.oracle;

import io.kintsugi.testkit.oracle.Dice;
import java.util.List;
import java.util.Set;

/** Expressions over columns that fail on no row. Confined to one statement. */
final class Expressions {
    private static final Set<String> EXTREME = Set.of("i2", "i4", "i8", "id");

    private final Dice dice;
    private final Predicates predicates;

    Expressions(Dice dice, Predicates predicates) {
        this.dice = dice;
        this.predicates = predicates;
    }

    /** Of a column whose equal values look the same, if {@code sound} asks for it. */
    String of(Ref ref, boolean sound) {
        List<Column> columns = ref.table().columns().stream()
                .filter(column -> !sound || column.sound() && column.comparable())
                .toList();
        Column column = dice.of(columns);
        return dice.percent(65) ? ref.column(column) : computed(ref, column);
    }

    String computed(Ref ref, Column column) {
        String name = ref.column(column);
        return switch (column.kind()) {
            case INTEGER ->
                EXTREME.contains(column.name())
                        ? dice.of(
                                name + " / 3",
                                name + " % 7",
                                name + "::numeric + 1",
                                name + " IS NULL",
                                "coalesce(" + name + ", 0)",
                                name + "::text",
                                name + " % 3 = 1",
                                name + "::numeric * 3000000000",
                                name + "::float8")
                        : dice.of(
                                name + " + 1",
                                "-" + name,
                                name + " * 3000000000",
                                "abs(" + name + ")",
                                name + " * 1.5",
                                name + " / 2.0",
                                name + "::smallint",
                                "CASE WHEN " + predicates.any(List.of(ref), 0) + " THEN " + name + " ELSE 0 END",
                                "nullif(" + name + ", 7)",
                                "greatest(" + name + ", 3)",
                                name + " + 0x10",
                                name + "::varchar(1)",
                                name + " BETWEEN 1 AND 5",
                                name + " - 1.50",
                                name + " + " + name);
            case NUMERIC ->
                dice.of(
                        "round(" + name + ", 1)",
                        name + " + 1",
                        name + " * 2.50",
                        "round(" + name + ", 2)::text",
                        "coalesce(" + name + ", 0.00)",
                        name + " > 1",
                        "abs(" + name + ")",
                        "-" + name);
            case TEXT ->
                column.name().equals("tn")
                        ? name + " COLLATE \"C\""
                        : dice.of(
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
            case DATE ->
                dice.of(
                        name + " + 1",
                        "extract(year FROM " + name + ")",
                        name + "::text",
                        name + "::timestamp",
                        name + " IS NULL");
            case BOOLEAN -> dice.of("NOT " + name, name + "::int", name + " OR true", "coalesce(" + name + ", true)");
            case FLOAT -> dice.of(name + " * 2", name + "::text", "-" + name, name + "::numeric");
            case TIMESTAMP ->
                dice.of(name + "::date", name + "::text", name + " + interval '1 day'", name + " IS NULL");
            case UUID -> dice.of(name + "::text", name + " IS NULL");
            case OTHER, OPAQUE -> name;
        };
    }

    /** An aggregate that does not depend on the order of rows. */
    String aggregate(List<Ref> refs) {
        Ref ref = dice.of(refs);
        String call = call(ref, refs);
        return dice.percent(12) ? call + " FILTER (WHERE " + predicates.any(refs, 1) + ")" : call;
    }

    /** An aggregate that is a number. */
    String total(List<Ref> refs) {
        Ref ref = dice.of(refs);
        List<Column> numbers = ref.table().columns().stream()
                .filter(column -> column.kind() == Kind.INTEGER || column.kind() == Kind.NUMERIC)
                .toList();
        if (numbers.isEmpty()) {
            return "count(*)";
        }
        String name = ref.column(dice.of(numbers));
        return dice.of("sum", "count", "min", "max", "avg") + "(" + name + ")";
    }

    private String call(Ref ref, List<Ref> refs) {
        Column column = dice.of(ref.table().columns());
        String name = ref.column(column);
        if (dice.percent(25)) {
            return dice.of("count(*)", "count(" + name + ")", "count(ALL " + name + ")");
        }
        boolean number = column.kind() == Kind.INTEGER || column.kind() == Kind.NUMERIC;
        if (number && dice.percent(75)) {
            String argument = dice.percent(25) ? computedNumber(name, column) : name;
            return dice.of(
                    "sum(" + argument + ")",
                    "avg(" + argument + ")",
                    "sum(" + argument + ")",
                    (column.sound() ? "sum(DISTINCT " : "count(DISTINCT ") + name + ")",
                    (column.sound() ? "avg(DISTINCT " : "count(DISTINCT ") + name + ")",
                    column.sound() ? "max(" + name + ")" : "bool_and(" + name + " IS NULL)",
                    "pg_catalog.sum(" + argument + ")",
                    "SUM ( " + argument + " )");
        }
        if (column.kind() == Kind.FLOAT) {
            // Sums depend on the order of addition, on one server too.
            return dice.of("count(" + name + ")", "min(" + name + ")", "max(" + name + ")");
        }
        if (column.kind() == Kind.BOOLEAN) {
            return dice.of("bool_and(" + name + ")", "bool_or(" + name + ")", "every(" + name + ")");
        }
        String order = " ORDER BY " + SelectMaker.identity(refs);
        boolean extreme =
                column.sound() && column.comparable() && column.kind() != Kind.UUID && column.kind() != Kind.BOOLEAN;
        if (extreme && dice.percent(70)) {
            return dice.of("min(", "max(") + name + ")";
        }
        return dice.of(
                "count(DISTINCT " + (column.comparable() ? name : "1") + ")",
                "string_agg(" + name + "::text, ','" + order + ")",
                "array_agg(" + name + order + ")");
    }

    private String computedNumber(String name, Column column) {
        return EXTREME.contains(column.name())
                ? dice.of(name + " % 7", name + "::numeric", name + " / 3", "coalesce(" + name + ", 0)")
                : dice.of(
                        name + " + 1",
                        name + " * 1.5",
                        "coalesce(" + name + ", 0)",
                        "-" + name,
                        name + " * 3000000000");
    }
}
