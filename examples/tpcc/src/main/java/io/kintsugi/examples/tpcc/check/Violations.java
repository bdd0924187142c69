package io.kintsugi.examples.tpcc.check;

import java.util.ArrayList;
import java.util.List;

/** Counts violations of one condition and keeps the first few as examples. */
final class Violations {

    private static final int EXAMPLES_MAX = 5;

    private final List<String> examples = new ArrayList<>();
    private long count;

    void add(String example) {
        count++;
        if (examples.size() < EXAMPLES_MAX) {
            examples.add(example);
        }
    }

    CheckResult resultOf(Condition condition) {
        return new CheckResult(condition.number(), condition.demand(), count, examples);
    }
}
