package io.kintsugi.engine.postgresql;

import io.kintsugi.engine.dialect.EstimateRules;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The planner's estimate for the topmost node: its members come before those of the nodes below. */
final class PostgreSqlEstimates implements EstimateRules {
    /** Within a text of the plan the quotes would be escaped. */
    private static final Pattern ROWS = Pattern.compile("\"Plan Rows\": ([0-9.eE+]{1,40})");

    private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);

    @Override
    public String question(String query) {
        return "EXPLAIN (FORMAT JSON) " + query;
    }

    @Override
    public OptionalLong rows(String answer) {
        Matcher matcher = ROWS.matcher(answer);
        if (!matcher.find()) {
            return OptionalLong.empty();
        }
        BigDecimal rows = new BigDecimal(matcher.group(1)).min(MOST);
        return OptionalLong.of(rows.setScale(0, RoundingMode.HALF_UP).longValue());
    }
}
