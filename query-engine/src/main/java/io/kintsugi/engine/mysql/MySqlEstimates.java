package io.kintsugi.engine.mysql;

import io.kintsugi.engine.dialect.EstimateRules;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The optimizer's estimate for the topmost step of the tree. Steps that return each row they get often have none of
 * their own: then it is that of the step below.
 */
final class MySqlEstimates implements EstimateRules {
    private static final Pattern STEP = Pattern.compile("(?m)^ *-> (.*)$");

    private static final Pattern ROWS = Pattern.compile("\\((?:cost=[^ )]+ )?rows=([0-9.eE+]{1,40})\\)");

    /** They pass on each row; the words must not be the beginning of another step's. */
    private static final Pattern PASSES_ALL =
            Pattern.compile("(?:Sort(?: row IDs)?: (?!.*limit input)|Stream results).*");

    private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);

    @Override
    public String question(String query) {
        return "EXPLAIN FORMAT=TREE " + query;
    }

    @Override
    public OptionalLong rows(String answer) {
        Matcher step = STEP.matcher(answer);
        while (step.find()) {
            Matcher rows = ROWS.matcher(step.group(1));
            if (rows.find()) {
                BigDecimal estimate = new BigDecimal(rows.group(1)).min(MOST);
                return OptionalLong.of(
                        estimate.setScale(0, RoundingMode.HALF_UP).longValue());
            }
            if (!PASSES_ALL.matcher(step.group(1)).matches()) {
                return OptionalLong.empty();
            }
        }
        return OptionalLong.empty();
    }
}
