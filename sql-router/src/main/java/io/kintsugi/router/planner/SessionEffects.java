package io.kintsugi.router.planner;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.router.planner.analysis.Analysis;
import io.kintsugi.router.planner.bind.Refusal;
import io.kintsugi.router.planner.dialect.FunctionKind;
import io.kintsugi.router.planner.scope.CalledFunction;
import io.kintsugi.router.planner.scope.NamedVariable;
import io.kintsugi.router.syntax.VariableScope;
import java.util.Set;

/** Settings changed by a function call go unnoticed and would leak to the next user of the connection. */
final class SessionEffects {
    private static final String BINDING = " the session to a shard first: SET kintsugi.shard = '<keyspace>/<shard>'.";

    private static final Set<String> OF_LAST_STATEMENT =
            Set.of("last_insert_id", "identity", "insert_id", "warning_count", "error_count");

    private SessionEffects() {}

    /** Refuses {@code set_config} and {@code setseed}, wherever the statement goes (sql-pitfalls 32). */
    static void refuse(Analysis analysis) {
        analysis.functions().first(FunctionKind.SETTING).ifPresent(called -> {
            throw new Refusal(
                            ErrorCode.UNSUPPORTED_STATEMENT,
                            called.call().name().name()
                                    + " changes a setting of the session without Kintsugi seeing it",
                            "Use SET or SET LOCAL, which every shard then follows.",
                            called.token(),
                            true)
                    .thrown();
        });
    }

    /**
     * Refuses what one connection keeps for itself: variables of the application, and what is told of the statement
     * before. The next statement may run on another connection (sql-pitfalls 21).
     */
    static void refuseConnectionState(Analysis analysis) {
        for (NamedVariable named : analysis.scopes().variables()) {
            if (isOwn(named)) {
                throw keptByConnection("@" + named.variable().name(), named.token());
            }
        }
        refuseTellingOfLast(analysis);
    }

    private static boolean isOwn(NamedVariable named) {
        return named.variable().scope() == VariableScope.USER;
    }

    private static void refuseTellingOfLast(Analysis analysis) {
        for (NamedVariable named : analysis.scopes().variables()) {
            if (!isOwn(named) && OF_LAST_STATEMENT.contains(named.variable().name())) {
                throw keptByConnection("@@" + named.variable().name(), named.token());
            }
        }
        analysis.functions().first(FunctionKind.LAST_STATEMENT).ifPresent(called -> {
            throw keptByConnection(called.call().name().name() + "()", called.token());
        });
    }

    /** Refuses what tells of the connection's statement before, which may have been another session's. */
    static void refuseLastStatement(Analysis analysis) {
        refuseTellingOfLast(analysis);
        analysis.functions().first(FunctionKind.LAST_VALUE).ifPresent(called -> {
            throw keptByConnection(
                    "What " + called.call().name().name() + "() tells",
                    "Use INSERT … RETURNING or getGeneratedKeys(), or bind" + BINDING,
                    called.token());
        });
    }

    /**
     * Whether something of the statement stays with the server's session: a lock, a variable, or whatever functions
     * that Kintsugi does not know may do.
     */
    static boolean stayWithConnection(Analysis analysis) {
        return analysis.scopes().variables().stream().anyMatch(SessionEffects::isOwn)
                || analysis.functions().all(FunctionKind.ADVISORY_LOCK).stream()
                        .anyMatch(SessionEffects::outlastsTransaction)
                || analysis.functions().has(FunctionKind.SIDE_EFFECT, FunctionKind.USER, FunctionKind.UNKNOWN);
    }

    /** PostgreSQL names the locks that end with the transaction {@code pg_advisory_xact_lock} and so on. */
    private static boolean outlastsTransaction(CalledFunction called) {
        return !called.call().name().name().contains("_xact_");
    }

    static boolean isNotification(Analysis analysis) {
        return analysis.functions().has(FunctionKind.NOTIFY);
    }

    private static RuntimeException keptByConnection(String what, int token) {
        return keptByConnection(what, "Pass the value as a parameter, or bind" + BINDING, token);
    }

    private static RuntimeException keptByConnection(String what, String remedy, int token) {
        return new Refusal(
                        ErrorCode.UNSUPPORTED_STATEMENT,
                        what + " is kept by one connection, and the statements of a session run on several",
                        remedy,
                        token,
                        true)
                .thrown();
    }
}
