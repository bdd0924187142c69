package io.kintsugi.router.facade;

import static java.util.Objects.requireNonNull;

import io.kintsugi.router.lexer.ParameterStyle;

/**
 * The limits of a router.
 *
 * @param planCacheWeightMax characters of normalised text the plan cache may hold, 64 added for each entry
 * @param planCacheSessionsMax how many different session settings it tells apart at a time
 * @param statementCharactersMax longest text that is planned; longer ones are refused
 * @param parameterStyle how statements mark parameters
 */
public record RouterConfig(
        long planCacheWeightMax, int planCacheSessionsMax, int statementCharactersMax, ParameterStyle parameterStyle) {
    private static final long PLAN_CACHE_WEIGHT = 8L << 20;
    private static final int PLAN_CACHE_SESSIONS = 1_024;
    private static final int STATEMENT_CHARACTERS = 16 << 20;

    public RouterConfig {
        requirePositive("planCacheWeightMax", planCacheWeightMax);
        requirePositive("planCacheSessionsMax", planCacheSessionsMax);
        requirePositive("statementCharactersMax", statementCharactersMax);
        requireNonNull(parameterStyle, "parameterStyle");
    }

    /** The defaults, for JDBC. */
    public static RouterConfig defaults() {
        return new RouterConfig(
                PLAN_CACHE_WEIGHT, PLAN_CACHE_SESSIONS, STATEMENT_CHARACTERS, ParameterStyle.QUESTION_MARK);
    }

    private static void requirePositive(String name, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + " must be positive, not " + value);
        }
    }
}
