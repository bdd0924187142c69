package io.kintsugi.router.planner;

import io.kintsugi.router.planner.analysis.Analysis;
import io.kintsugi.router.planner.dialect.FunctionKind;

/** Whether a statement that looks like a query may change data. */
final class StatementEffects {
    private StatementEffects() {}

    static boolean writes(Analysis analysis) {
        return !analysis.scopes().changes().isEmpty()
                || !analysis.scopes().lockingQueries().isEmpty()
                || analysis.functions()
                        .has(
                                FunctionKind.SEQUENCE,
                                FunctionKind.NOTIFY,
                                FunctionKind.SIDE_EFFECT,
                                FunctionKind.DECLARED,
                                FunctionKind.USER,
                                FunctionKind.UNKNOWN);
    }
}
