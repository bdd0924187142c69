package io.kintsugi.router.planner.read;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.router.planner.analysis.Analysis;
import io.kintsugi.router.planner.bind.Refusal;
import io.kintsugi.router.planner.dialect.FunctionKind;
import io.kintsugi.router.planner.scope.NamedVariable;

/** What a statement over several shards may not call, because each shard would answer differently. */
public final class ScatterFunctions {
    private ScatterFunctions() {}

    /** Refuses clocks, server functions, side effects and system columns. */
    public static void check(Analysis analysis) {
        analysis.unpinnedClock().ifPresent(called -> {
            throw new Refusal(
                            ErrorCode.VOLATILE_FUNCTION,
                            called.call().name().name() + " would be read from another clock on each shard",
                            "Take the time in the application and pass it as a parameter.",
                            called.token())
                    .thrown();
        });
        analysis.functions()
                .first(FunctionKind.SERVER, FunctionKind.SIDE_EFFECT, FunctionKind.LAST_STATEMENT)
                .ifPresent(called -> {
                    throw new Refusal(
                                    ErrorCode.VOLATILE_FUNCTION,
                                    called.call().name().name()
                                            + " belongs to one server and cannot run on several shards",
                                    "Restrict the statement to one shard by its sharding key.",
                                    called.token())
                            .thrown();
                });
        for (NamedVariable named : analysis.scopes().variables()) {
            throw new Refusal(
                            ErrorCode.VOLATILE_FUNCTION,
                            "@@" + named.variable().name()
                                    + " belongs to one server and cannot be read on several shards",
                            "Read it in a statement of its own, or restrict this one to one shard by its sharding key.",
                            named.token())
                    .thrown();
        }
        int systemColumn = analysis.scopes().systemColumnToken();
        if (systemColumn >= 0) {
            throw new Refusal(
                            ErrorCode.SYSTEM_COLUMN,
                            "System columns mean something else on each shard",
                            "Use an ordinary column, or restrict the statement to one shard by its sharding key.",
                            systemColumn)
                    .thrown();
        }
    }
}
