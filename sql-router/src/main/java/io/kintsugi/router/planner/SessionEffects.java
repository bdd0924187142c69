package io.kintsugi.router.planner;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.router.planner.analysis.Analysis;
import io.kintsugi.router.planner.bind.Refusal;
import io.kintsugi.router.planner.dialect.FunctionKind;
import io.kintsugi.router.planner.scope.NamedVariable;
import io.kintsugi.router.syntax.Variable;
import io.kintsugi.router.syntax.VariableScope;
import java.util.Set;

/** Settings changed by a function call go unnoticed and would leak to the next user of the connection. */
final class SessionEffects {
    private static final String WHAT = " changes a setting of the session without Kintsugi seeing it";

    private static final Set<String> OF_LAST_STATEMENT =
            Set.of("last_insert_id", "identity", "insert_id", "warning_count", "error_count");

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

    /**
     * Refuses what one connection keeps for itself: variables of the application, and what is told of the statement
     * before. The next statement may run on another connection (sql-pitfalls 21).
     */
    static void refuseConnectionState(Analysis analysis) {
        for (NamedVariable named : analysis.scopes().variables()) {
            Variable variable = named.variable();
            boolean own = variable.scope() == VariableScope.USER;
            if (own || OF_LAST_STATEMENT.contains(variable.name())) {
                throw keptByConnection((own ? "@" : "@@") + variable.name(), named.token());
            }
        }
        analysis.functions().first(FunctionKind.LAST_STATEMENT).ifPresent(called -> {
            throw keptByConnection(called.call().name().name() + "()", called.token());
        });
    }

    private static RuntimeException keptByConnection(String what, int token) {
        return new Refusal(
                        ErrorCode.UNSUPPORTED_STATEMENT,
                        what + " is kept by one connection, and the statements of a session run on several",
                        "Pass the value as a parameter, or bind the session to a shard first:"
                                + " SET kintsugi.shard = '<keyspace>/<shard>'.",
                        token)
                .thrown();
    }

    static boolean isRefusal(Refusal refusal) {
        return refusal.message().endsWith(WHAT);
    }
}
