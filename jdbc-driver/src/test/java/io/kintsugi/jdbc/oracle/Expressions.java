package io.kintsugi.jdbc.oracle;

import io.kintsugi.testkit.oracle.Dice;
import java.util.List;

/** Expressions over columns that fail on no row. Confined to one statement. */
final class Expressions {
    private final Dice dice;
    private final Predicates predicates;
    private final Speech speech;

    Expressions(Dice dice, Predicates predicates, Speech speech) {
        this.dice = dice;
        this.predicates = predicates;
        this.speech = speech;
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
        return dice.of(speech.computed(ref.column(column), column, predicates.any(List.of(ref), 0)));
    }

    /** An aggregate that does not depend on the order of rows. */
    String aggregate(List<Ref> refs, boolean plain) {
        Ref ref = dice.of(refs);
        String call = plain ? plain(ref) : call(ref, refs);
        return dice.percent(15) ? speech.filtered(call, predicates.any(refs, 1)) : call;
    }

    /** One that partial results can be made of, mostly. */
    private String plain(Ref ref) {
        Column column = dice.of(ref.table().columns());
        String name = ref.column(column);
        if (isNumber(column)) {
            return dice.of(
                    "sum(" + name + ")",
                    "sum(" + name + ")",
                    "avg(" + name + ")",
                    "avg(" + name + ")",
                    "count(" + name + ")",
                    column.shown("min(" + name + ")"),
                    column.shown("max(" + name + ")"));
        }
        boolean extreme = column.sound() && speech.hasExtremes(column);
        return extreme && dice.percent(60)
                ? dice.of("min(", "max(") + name + ")"
                : dice.of("count(*)", "count(" + name + ")");
    }

    private static boolean isNumber(Column column) {
        return column.kind() == Kind.INTEGER || column.kind() == Kind.NUMERIC;
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
        Column column = dice.of(numbers);
        // The least of numbers that are equal and written otherwise may be any of them.
        String average = speech.computesWithAverages() ? "avg" : "sum";
        String function =
                column.sound() ? dice.of("sum", "count", "min", "max", average) : dice.of("sum", "count", average);
        return function + "(" + ref.column(column) + ")";
    }

    private String call(Ref ref, List<Ref> refs) {
        Column column = dice.of(ref.table().columns());
        String name = ref.column(column);
        if (dice.percent(25)) {
            return dice.of("count(*)", "count(" + name + ")", "count(" + name + ")");
        }
        if (isNumber(column) && dice.percent(75)) {
            String argument = dice.percent(25) ? dice.of(speech.computedNumbers(name, column)) : name;
            return dice.of(speech.sums(name, argument, column));
        }
        if (column.kind() == Kind.FLOAT) {
            // Sums depend on the order of addition, on one server too.
            return dice.of("count(" + name + ")", "min(" + name + ")", "max(" + name + ")");
        }
        if (column.kind() == Kind.BOOLEAN) {
            return dice.of(speech.booleanAggregates(name));
        }
        if (column.sound() && speech.hasExtremes(column) && dice.percent(70)) {
            return dice.of("min(", "max(") + name + ")";
        }
        return dice.of(speech.otherAggregates(name, column, " ORDER BY " + RowForms.identity(refs)));
    }
}
