package io.kintsugi.router.planner;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.router.planner.analysis.Analysis;
import io.kintsugi.router.planner.dialect.FunctionKind;
import io.kintsugi.router.planner.bind.Refusal;

/** Settings changed by a function call go unnoticed and would leak to the next user of the connection. */
final class SessionEffects {
    private static final String WHAT = " changes a setting of the session without Kintsugi seeing it";

    private SessionEffects() {}

    /** Refuses {@code set_config} and {@code setseed}, wherever the statement goes (sql-pitfalls 32). */
    static void refuse(Analysis analysis) {
        analysis.functions().first(FunctionKind.SETTING).ifPresent(called -> {
            throw new Refusal(
                            ErrorCode.UNSUPPORTED_STATEMENT,
                            called.call().name().name() + WHAT,
                            "Use SET or SET LOCAL, which every shard then follows.",
                            called.token())
                    .thrown();
        });
    }

    static boolean isRefusal(Refusal refusal) {
        return refusal.message().endsWith(WHAT);
    }
}
