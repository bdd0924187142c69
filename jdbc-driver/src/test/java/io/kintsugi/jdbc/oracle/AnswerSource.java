package io.kintsugi.jdbc.oracle;

import io.kintsugi.testkit.oracle.Answer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where an answer came from.
 *
 * @param tier as EXPLAIN (ROUTE) names it
 * @param shardsWithRows how many shards gave any row for it
 */
record AnswerSource(String tier, int shardsWithRows) {
    private static final Pattern TIER = Pattern.compile("tier: ([^‹]*?) +‹.*");
    private static final Pattern READ =
            Pattern.compile("measured (?:on|pull of .* from) (\\S+): ([0-9,]+) rows?, .*", Pattern.DOTALL);

    /** Of the answer to EXPLAIN (ROUTE, ANALYZE). */
    static AnswerSource of(Answer explained) {
        String tier = explained.rows().stream()
                .map(TIER::matcher)
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1))
                .findFirst()
                .orElse("none");
        long shards = explained.rows().stream()
                .map(READ::matcher)
                .filter(Matcher::matches)
                .filter(matcher -> !matcher.group(2).equals("0"))
                .map(matcher -> matcher.group(1))
                .distinct()
                .count();
        return new AnswerSource(tier, (int) shards);
    }
}
