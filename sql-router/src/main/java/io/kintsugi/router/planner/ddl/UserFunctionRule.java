package io.kintsugi.router.planner.ddl;

import io.kintsugi.router.schema.FunctionTraits;
import io.kintsugi.router.schema.FunctionTraits.Volatility;
import io.kintsugi.router.schema.LogicalColumn;
import io.kintsugi.router.schema.LogicalSchema;

/** A function of the user that is not IMMUTABLE may read tables; beside a row it would see its own shard's rows only. */
final class UserFunctionRule {
    private UserFunctionRule() {}

    static void check(Placement table, LogicalColumn column, LogicalSchema schema) {
        column.defaultExpression()
                .ifPresent(expression ->
                        check(table, "The default of column \"" + column.name() + "\"", expression, schema));
    }

    /** @param what the place of the expression, in words that start a sentence */
    static void check(Placement table, String what, String expression, LogicalSchema schema) {
        if (!table.isSpread()) {
            return;
        }
        for (String name : DefaultFunctions.of(expression)) {
            boolean mayRead = schema.function(name)
                    .filter(FunctionTraits::userDefined)
                    .filter(function -> function.volatility() != Volatility.IMMUTABLE)
                    .isPresent();
            if (mayRead) {
                throw Refusal.of(
                        what + " of the " + table.described() + " calls " + name
                                + ", which may read tables: it would see the rows of one shard only.",
                        "Compute the value in the application, or declare " + name
                                + " IMMUTABLE if it depends on its arguments alone.");
            }
        }
    }
}
