package io.kintsugi.examples.tpcc.report;

import io.kintsugi.examples.tpcc.check.CheckResult;
import io.kintsugi.examples.tpcc.model.Population;
import io.kintsugi.examples.tpcc.run.RunSummary;
import java.util.List;
import java.util.Optional;

/**
 * All there is to tell at the end. Without a run there was only a check; without checks they were not asked for.
 * {@code paced} says whether the terminals kept the specification's keying and think times.
 */
public record Report(
        String url, Population population, boolean paced, Optional<RunSummary> run, List<CheckResult> checks) {

    public Report {
        url = withoutParameters(url);
        checks = List.copyOf(checks);
    }

    public boolean consistent() {
        return checks.stream().allMatch(CheckResult::holds);
    }

    /** Parameters of a JDBC URL may hold a password. */
    private static String withoutParameters(String url) {
        int parameters = url.indexOf('?');
        return parameters < 0 ? url : url.substring(0, parameters);
    }
}
