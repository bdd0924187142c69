package io.kintsugi.jdbc.oracle;

import io.kintsugi.testkit.oracle.Dice;
import io.kintsugi.testkit.oracle.Marks;

/**
 * What the parts of one statement are made with. Confined to one statement.
 *
 * @param dice decides what is asked
 * @param constants decides about constants: with other ones the text is of the same plan
 */
record Tools(
        Dice dice,
        Dice constants,
        Marks marks,
        Speech speech,
        Values values,
        Predicates predicates,
        Expressions expressions) {
    /** @param forms decides how constants are written */
    static Tools of(Dice dice, Dice forms, Dice constants, Speech speech) {
        Marks marks = new Marks();
        Values values = new Values(forms, constants, marks, speech);
        Predicates predicates = new Predicates(dice, values, speech);
        return new Tools(dice, constants, marks, speech, values, predicates, new Expressions(dice, predicates, speech));
    }

    /** ASC or DESC, and where nulls go. */
    String direction() {
        return dice.of("", "", " ASC", " DESC") + speech.nulls(dice);
    }

    /** An item of a select list under a name of its own, where it would be called as its text. */
    String called(String item, String name) {
        return speech.callsColumnsByText() && Marks.areIn(item) ? item + " AS " + name : item;
    }
}
