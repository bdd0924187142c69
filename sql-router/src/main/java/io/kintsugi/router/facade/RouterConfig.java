package io.kintsugi.router.facade;

import static java.util.Objects.requireNonNull;

import io.kintsugi.router.lexer.ParameterStyle;

/**
 * The limits of a router.
 *
 * @param planCacheWeightMax characters of normalised text the plan cache may hold, 64 added for each entry
 * @param planCacheSessionsMax how many different session settings it tells apart at a time
 * @param statementCharactersMax longest text that is planned; longer ones are refused
 * @param preparedTextsWeightMax characters of texts with parameters that are kept as they are, 256 added for each
 * @param parameterStyle how statements mark parameters
 */
public record RouterConfig(
        long planCacheWeightMax,
        int planCacheSessionsMax,
        int statementCharactersMax,
        long preparedTextsWeightMax,
        ParameterStyle parameterStyle) {
    private static final long PLAN_CACHE_WEIGHT = 8L << 20;
    private static final long PREPARED_TEXTS_WEIGHT = 2L << 20;
    private static final int PLAN_CACHE_SESSIONS = 1_024;
    private static final int STATEMENT_CHARACTERS = 16 << 20;

    public RouterConfig {
        requirePositive("planCacheWeightMax", planCacheWeightMax);
        requirePositive("planCacheSessionsMax", planCacheSessionsMax);
        requirePositive("statementCharactersMax", statementCharactersMax);
        requirePositive("preparedTextsWeightMax", preparedTextsWeightMax);
        requireNonNull(parameterStyle, "parameterStyle");
    }

    /** With prepared texts at their default. */
    public RouterConfig(
            long planCacheWeightMax,
            int planCacheSessionsMax,
            int statementCharactersMax,
            ParameterStyle parameterStyle) {
        this(planCacheWeightMax, planCacheSessionsMax, statementCharactersMax, PREPARED_TEXTS_WEIGHT, parameterStyle);
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
