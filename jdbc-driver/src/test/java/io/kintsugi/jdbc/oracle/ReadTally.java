package io.kintsugi.jdbc.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.kintsugi.testkit.oracle.Answer;
import io.kintsugi.testkit.oracle.Query;
import io.kintsugi.testkit.report.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts what became of the statements. Confined to one thread. */
final class ReadTally {
    private final Map<String, int[]> byForm = new TreeMap<>();
    private final Map<String, Integer> refusals = new TreeMap<>();
    private final List<String> faults = new ArrayList<>();
    private int answeredBySeveral;
    private int severalRows;

    private enum Outcome {
        PASSED,
        MERGED,
        REFUSED,
        FAILED
    }

    void fault(String what) {
        faults.add(what);
    }

    List<String> faults() {
        return List.copyOf(faults);
    }

    void count(int shards, Query query, Answer expected, Answer answer, List<String> route) {
        Outcome outcome = outcome(expected, answer, route);
        byForm.computeIfAbsent(shards + " / " + query.form(), form -> new int[Outcome.values().length])[
                outcome.ordinal()]++;
        byForm.computeIfAbsent(shards + " / (all)", form -> new int[Outcome.values().length])[outcome.ordinal()]++;
        if (outcome == Outcome.REFUSED) {
            refusals.merge(
                    shards + " / " + answer.state() + (expected.answered() ? "" : " (an error anyway)"),
                    1,
                    Integer::sum);
        }
        if (shards > 1 && (outcome == Outcome.PASSED || outcome == Outcome.MERGED)) {
            answeredBySeveral++;
            severalRows += outcome == Outcome.MERGED && answer.rows().size() > 1 ? 1 : 0;
        }
    }

    private static Outcome outcome(Answer expected, Answer answer, List<String> route) {
        if (answer.refused()) {
            return Outcome.REFUSED;
        }
        if (!answer.answered() || !expected.answered()) {
            return Outcome.FAILED;
        }
        boolean merged = route.stream().anyMatch(line -> line.contains("merge: ") || line.contains("shards: "));
        return merged ? Outcome.MERGED : Outcome.PASSED;
    }

    /** In percent: of the answers of several shards, those with at least two rows from at least two of them. */
    int mergedShare() {
        return answeredBySeveral == 0 ? 0 : 100 * severalRows / answeredBySeveral;
    }

    void requireNoFault() {
        assertThat(faults).as(String.join("\n\n", faults)).isEmpty();
    }

    void describe(Report report) {
        report.table(List.of("shards / form", "passed through", "merged", "refused", "error on both"), rows());
        report.line("Of the answers of several shards " + mergedShare()
                + " % have at least two rows from at least two shards.");
        report.line("Wrong answers: " + faults.size());
        report.table(
                List.of("shards / refusal", "statements"),
                refusals.entrySet().stream()
                        .map(entry -> List.of(entry.getKey(), entry.getValue().toString()))
                        .toList());
    }

    private List<List<String>> rows() {
        List<List<String>> rows = new ArrayList<>();
        byForm.forEach((form, counts) -> {
            List<String> row = new ArrayList<>(List.of(form));
            for (int count : counts) {
                row.add(Integer.toString(count));
            }
            rows.add(row);
        });
        return rows;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("passed, merged, refused, failed:\n");
        rows().forEach(row -> text.append("  ").append(row).append('\n'));
        return text.append("  ")
                .append(refusals)
                .append("\n  of several shards: ")
                .append(mergedShare())
                .append(" %\n")
                .toString();
    }
}
