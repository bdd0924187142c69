package io.kintsugi.jdbc.oracle;

import io.kintsugi.testkit.oracle.Dice;
import java.util.ArrayList;
import java.util.List;

/** Conditions: on keys in every shape, on other columns, joined by AND, OR and NOT. Confined to one statement. */
final class Predicates {
    private final Dice dice;
    private final Values values;
    private final Speech speech;

    Predicates(Dice dice, Values values, Speech speech) {
        this.dice = dice;
        this.values = values;
        this.speech = speech;
    }

    /** A condition over some of the references; empty now and then. */
    String where(List<Ref> refs) {
        List<String> conjuncts = new ArrayList<>();
        for (Ref ref : refs) {
            if (ref.table().sharded() && dice.percent(20)) {
                conjuncts.add(key(ref));
            }
            if (dice.percent(30)) {
                conjuncts.add(any(refs, 2));
            }
        }
        return conjuncts.isEmpty() ? "" : " WHERE " + String.join(dice.percent(90) ? " AND " : " OR ", conjuncts);
    }

    String any(List<Ref> refs, int depth) {
        Ref ref = dice.of(refs);
        if (depth > 0 && dice.percent(30)) {
            return dice.of(speech.combined(any(refs, depth - 1), any(refs, depth - 1)));
        }
        return ref.table().sharded() && dice.percent(20) ? key(ref) : on(ref, dice.of(comparable(ref)));
    }

    private static List<Column> comparable(Ref ref) {
        return ref.table().columns().stream().filter(Column::comparable).toList();
    }

    String key(Ref ref) {
        return key(
                ref.key(), ref.table().family(), ref.column(dice.of(ref.table().columns())));
    }

    /** @param other any column that is there as well */
    String key(String key, String family, String other) {
        String one = values.key(family);
        if (dice.percent(35)) {
            return key + " = " + one;
        }
        if (dice.percent(40)) {
            return key + dice.of(" IN (", " IN (", " IN (", " NOT IN (") + values.keys(family) + ")";
        }
        String two = values.key(family);
        String condition = dice.of(speech.keyConditions(key, one, two, values.key(family), other));
        // Always an error: and which of two errors of a statement is told, each server decides for itself.
        boolean wrong = family.equals("uuid") && condition.contains("(VALUES ('");
        return wrong ? key + " IS NOT NULL" : condition;
    }

    private String on(Ref ref, Column column) {
        return dice.of(speech.conditions(ref.column(column), column, values.of(column), values.of(column)));
    }
}
