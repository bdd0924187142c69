package io.kintsugi.jdbc.oracle;

import io.kintsugi.testkit.oracle.Dice;
import java.util.ArrayList;
import java.util.List;

/** Conditions: on keys in every shape, on other columns, joined by AND, OR and NOT. Confined to one statement. */
final class Predicates {
    private final Dice dice;
    private final Values values;

    Predicates(Dice dice, Values values) {
        this.dice = dice;
        this.values = values;
    }

    /** A condition over some of the references; empty now and then. */
    String where(List<Ref> refs) {
        List<String> conjuncts = new ArrayList<>();
        for (Ref ref : refs) {
            if (ref.table().sharded() && dice.percent(24)) {
                conjuncts.add(key(ref));
            }
            if (dice.percent(35)) {
                conjuncts.add(any(refs, 2));
            }
        }
        return conjuncts.isEmpty() ? "" : " WHERE " + String.join(dice.percent(90) ? " AND " : " OR ", conjuncts);
    }

    String any(List<Ref> refs, int depth) {
        Ref ref = dice.of(refs);
        if (depth > 0 && dice.percent(30)) {
            String left = any(refs, depth - 1);
            String right = any(refs, depth - 1);
            return dice.of(
                    "(" + left + " OR " + right + ")",
                    "(" + left + " AND " + right + ")",
                    "NOT (" + left + ")",
                    "(" + left + ") IS NOT TRUE",
                    "CASE WHEN " + left + " THEN " + right + " ELSE false END",
                    "coalesce(" + left + ", false)",
                    left);
        }
        return ref.table().sharded() && dice.percent(20) ? key(ref) : on(ref, dice.of(comparable(ref)));
    }

    private static List<Column> comparable(Ref ref) {
        return ref.table().columns().stream().filter(Column::comparable).toList();
    }

    String key(Ref ref) {
        String key = ref.key();
        String one = values.key(ref.table().family());
        if (dice.percent(50)) {
            return key + " = " + one;
        }
        String two = values.key(ref.table().family());
        String other = dice.of(ref.table().columns()).name();
        return dice.of(List.of(
                one + " = " + key,
                key + " IN (" + one + ")",
                key + " IN (" + one + ", " + two + ")",
                key + " IN (" + one + ", " + two + ", " + values.key(ref.table().family()) + ")",
                key + " IN (" + one + ", NULL)",
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
                key + " = " + one + " AND " + ref.column(other) + " IS NOT NULL",
                "CASE WHEN " + key + " = " + one + " THEN true END",
                key + " = CASE WHEN true THEN " + one + " ELSE " + two + " END",
                key + " = " + ref.column(ref.table().key()),
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
                "/* " + key + " = 1 */ " + key + " = " + one + " -- " + key + " = 2\n"));
    }

    private String on(Ref ref, Column column) {
        String name = ref.column(column);
        String value = values.of(column);
        if (column.kind() == Kind.BOOLEAN && dice.percent(50)) {
            return dice.of(name, "NOT " + name, name + " IS TRUE", name + " IS NOT FALSE");
        }
        if (column.kind() == Kind.TEXT && dice.percent(30) && !column.name().equals("tn")) {
            return dice.of(
                    name + " LIKE '%a%'",
                    name + " NOT LIKE 'a_%'",
                    name + " ILIKE 'A%'",
                    "length(" + name + ") > 1",
                    "upper(" + name + ") = 'A'");
        }
        return dice.of(
                name + " = " + value,
                name + " <> " + value,
                name + " < " + value,
                name + " >= " + value,
                name + " IS NULL",
                name + " IS NOT NULL",
                name + " BETWEEN " + value + " AND " + values.of(column),
                name + " IN (" + value + ", " + values.of(column) + ")",
                name + " NOT IN (" + value + ")",
                name + " IS DISTINCT FROM " + value);
    }
}
