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
    static Tools of(Dice dice, Dice constants, Speech speech) {
        Marks marks = new Marks();
        Values values = new Values(constants, marks, speech);
        Predicates predicates = new Predicates(dice, values, speech);
        return new Tools(dice, constants, marks, speech, values, predicates, new Expressions(dice, predicates, speech));
    }

    /** ASC or DESC, and where nulls go. */
    String direction() {
        return dice.of("", "", " ASC", " DESC") + speech.nulls(dice);
    }
}
