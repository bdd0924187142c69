package io.kintsugi.jdbc.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.kintsugi.testkit.oracle.Answer;
import io.kintsugi.testkit.oracle.Query;
import io.kintsugi.testkit.report.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Counts what became of the statements. Confined to one thread. */
final class ReadTally {
    private static final Pattern WORKBENCH =
            Pattern.compile(".*(?:the workbench cannot finish it either: )([^(]*?) \\(line .*", Pattern.DOTALL);
    private static final Pattern SPECIAL =
            Pattern.compile("'[^']*'| \\(line .*|(?<!type=)(?<!modifier=)(?<!-)[0-9]+", Pattern.DOTALL);

    private final Map<String, int[]> byForm = new TreeMap<>();
    private final Map<String, Integer> tiers = new TreeMap<>();
    private final Map<String, Integer> refusals = new TreeMap<>();
    private final Map<String, String> examples = new TreeMap<>();
    private final List<String> faults = new ArrayList<>();
    private int asked;
    private int refused;
    private int measured;
    private int severalRows;

    private enum Outcome {
        ANSWERED,
        REFUSED,
        FAILED
    }

    void fault(String what) {
        faults.add(what);
    }

    List<String> faults() {
        return List.copyOf(faults);
    }

    void count(KeyspaceLayout layout, Query query, Answer expected, Answer answer) {
        Outcome outcome = outcome(expected, answer);
        add(layout + " / " + query.form(), outcome);
        add(layout + " / (all)", outcome);
        if (layout.shards() > 1) {
            asked++;
        }
        if (outcome == Outcome.REFUSED) {
            refused += layout.shards() > 1 && expected.answered() ? 1 : 0;
            String name = answer.state() + " " + reason(answer.message());
            String all = layout + " / " + name + (expected.answered() ? "" : " (an error anyway)");
            refusals.merge(all, 1, Integer::sum);
            examples.putIfAbsent(all, query.toString());
        }
    }

    private void add(String form, Outcome outcome) {
        byForm.computeIfAbsent(form, name -> new int[Outcome.values().length])[outcome.ordinal()]++;
    }

    private static Outcome outcome(Answer expected, Answer answer) {
        if (answer.refused()) {
            return Outcome.REFUSED;
        }
        return answer.answered() && expected.answered() ? Outcome.ANSWERED : Outcome.FAILED;
    }

    /** The reason of a refusal, without the names and numbers of its statement. */
    private static String reason(String message) {
        Matcher workbench = WORKBENCH.matcher(message);
        return workbench.matches()
                ? workbench.group(1)
                : SPECIAL.matcher(message).replaceAll("…");
    }

    /** One of the queries on several shards that were asked how they were answered. */
    void measured(KeyspaceLayout layout, Answer answer, AnswerSource source) {
        measured++;
        severalRows += answer.answered() && answer.rows().size() > 1 && source.shardsWithRows() > 1 ? 1 : 0;
        tiers.merge(layout + " / " + source.tier(), 1, Integer::sum);
    }

    /** In percent of all queries on several shards: those that return at least two rows from at least two shards. */
    int mergedShare() {
        return measured == 0 ? 0 : 100 * severalRows / measured;
    }

    /** In percent of all queries on several shards: those refused although one database answers. */
    double refusedShare() {
        return asked == 0 ? 0 : 100.0 * refused / asked;
    }

    void requireNoFault() {
        assertThat(faults).as(String.join("\n\n", faults)).isEmpty();
    }

    void describe(Report report) {
        lines().forEach(report::line);
        report.table(List.of("layout / form", "answered", "refused", "error on both"), rows());
        report.table(List.of("layout / tier, of the queries that were measured", "queries"), rows(tiers));
        report.table(List.of("layout / refusal", "queries"), rows(refusals));
    }

    private List<String> lines() {
        return List.of(
                "Wrong answers: " + faults.size() + ".",
                "Of the queries on several shards " + mergedShare()
                        + " % return at least two rows from at least two shards (measured on " + measured + ").",
                String.format("Of the queries on several shards %.2f %% are refused.", refusedShare()));
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

    private static List<List<String>> rows(Map<String, Integer> counts) {
        return counts.entrySet().stream()
                .map(entry -> List.of(entry.getKey(), entry.getValue().toString()))
                .toList();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("answered, refused, failed:\n");
        rows().forEach(row -> text.append("  ").append(row).append('\n'));
        text.append("  ").append(tiers).append('\n');
        refusals.forEach((refusal, count) -> text.append("  ")
                .append(count)
                .append(" × ")
                .append(refusal)
                .append("\n      ")
                .append(examples.get(refusal))
                .append('\n'));
        lines().forEach(line -> text.append("  ").append(line).append('\n'));
        return text.toString();
    }
}
