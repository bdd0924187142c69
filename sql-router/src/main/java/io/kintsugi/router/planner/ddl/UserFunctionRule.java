package io.kintsugi.router.planner.ddl;

import io.kintsugi.router.schema.FunctionTraits;
import io.kintsugi.router.schema.FunctionTraits.Volatility;
import io.kintsugi.router.schema.LogicalColumn;

/** A function of the user that is not IMMUTABLE may read tables; beside a row it would see one shard's rows only. */
final class UserFunctionRule {
    private UserFunctionRule() {}

    static void check(Placement table, LogicalColumn column, TableDefinitions definitions) {
        column.defaultExpression()
                .ifPresent(expression ->
                        check(table, "The default of column \"" + column.name() + "\"", expression, definitions));
    }

    /** @param what the place of the expression, in words that start a sentence */
    static void check(Placement table, String what, String expression, TableDefinitions definitions) {
        if (!table.isSpread()) {
            return;
        }
        for (String name : DefaultFunctions.of(definitions.lex(expression))) {
            boolean mayRead = definitions
                    .schema()
                    .function(name)
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
