package io.kintsugi.router.planner.scope;

import io.kintsugi.router.syntax.Expression;
import io.kintsugi.router.syntax.Operation;
import io.kintsugi.router.syntax.Operators;
import java.util.stream.Stream;

/** Takes a condition apart at its ANDs, as the tree has them. */
public final class Conjuncts {
    private Conjuncts() {}

    /** What must all be true for the condition to be true, in text order. */
    public static Stream<Expression> of(Expression condition) {
        return condition instanceof Operation operation && operation.is(Operators.AND)
                ? operation.operands().stream().flatMap(Conjuncts::of)
                : Stream.of(condition);
    }
}
