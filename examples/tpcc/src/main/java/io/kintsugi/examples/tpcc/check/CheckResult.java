package io.kintsugi.examples.tpcc.check;

import java.util.List;

/** Whether a condition holds: it does when there are no violations. The examples are the first few of them. */
public record CheckResult(int number, String demand, long violations, List<String> examples) {

    public CheckResult {
        examples = List.copyOf(examples);
    }

    public boolean holds() {
        return violations == 0;
    }
}
