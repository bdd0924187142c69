package io.kintsugi.jdbc.tpch;

import io.kintsugi.testkit.tpch.TpchAnswer;

/**
 * What became of one query.
 *
 * @param verdict {@code refused} with the error's code, or one of the words below
 * @param tier as EXPLAIN (ROUTE) names it; empty when it refuses
 * @param why what is wrong, or the refusal's own words
 */
record TpchOutcome(String query, String verdict, String tier, String why, TpchAnswer plain, TpchAnswer ours) {
    static final String REFUSED = "refused";
    static final String RIGHT = "right";
    static final String WRONG = "wrong";
    static final String OVER_BUDGET = "over budget";

    /** Here, or on the one database, so that there is nothing to compare. */
    static final String OVER_TIME = "over time";

    boolean wrong() {
        return verdict.equals(WRONG);
    }

    boolean streamed() {
        return verdict.equals(RIGHT) && tier.equals("streaming merge");
    }

    /** As the list of what is expected has it. */
    String line() {
        return "%-8s  %-13s  %s".formatted(query, verdict, place()).stripTrailing();
    }

    /** The tier; or why there is none, without the place in the text and the remedy. */
    String place() {
        return verdict.startsWith(REFUSED) ? why.split(" \\(line ", 2)[0].replaceAll("\\s+", " ") : tier;
    }
}
