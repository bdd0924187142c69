package io.kintsugi.router.planner.scope;

import io.kintsugi.router.syntax.Expression;

/** Something that holds for every row of the result to which a row of some relation contributes. */
sealed interface Fact {
    /** A conjunct as written, its names to be looked up from {@code block}. */
    record Condition(Expression conjunct, Block block) implements Fact {}

    /** Two columns are equal and not null. */
    record Same(ColumnNode left, ColumnNode right) implements Fact {}
}
