package io.kintsugi.testkit.conformance;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What makes an outcome differ from that of one plain database. */
final class Comparison {
    private static final String NOTHING = "null";

    private final Step.Manner manner;
    private final boolean definition;

    Comparison(Step step) {
        this.manner = step.manner();
        this.definition = SqlWords.isDefinition(step.sql());
    }

    Optional<String> difference(List<Outcome> ours, List<Outcome> plain) {
        if (ours.size() != plain.size()) {
            return Optional.of(
                    ours.size() + " executions instead of " + plain.size() + ": " + ours.get(ours.size() - 1));
        }
        for (int i = 0; i < ours.size(); i++) {
            Outcome one = ours.get(i);
            Outcome other = plain.get(i);
            if (differ(one, other)) {
                String which = ours.size() > 1 ? "execution " + (i + 1) + ": " : "";
                return Optional.of(which + "\n      " + one + "\n    instead of\n      " + other + detail(one, other));
            }
        }
        return Optional.empty();
    }

    private static String detail(Outcome one, Outcome other) {
        return one.rows().equals(other.rows()) && !one.objects().equals(other.objects())
                ? "\n    objects " + one.objects() + "\n    instead of " + other.objects()
                : "";
    }

    /** MySQL counts the rows that a definition rewrote; a job over many servers has no such count. */
    private static boolean sameColumns(Outcome ours, Outcome plain, boolean definition) {
        return ours.columns().equals(plain.columns())
                || (definition && ours.rows().isEmpty() && plain.rows().isEmpty());
    }

    private boolean differ(Outcome ours, Outcome plain) {
        if (ours.defect() || !ours.state().equals(plain.state()) || !sameColumns(ours, plain, definition)) {
            return true;
        }
        if (manner.shape()) {
            return ours.rows().size() != plain.rows().size();
        }
        List<List<String>> oursRows = joined(ours);
        List<List<String>> plainRows = joined(plain);
        if (manner.order().total() || !manner.keys().isEmpty()) {
            return !oursRows.equals(plainRows);
        }
        return !sorted(oursRows).equals(sorted(plainRows))
                || !ordering(ours.rows()).equals(ordering(plain.rows()));
    }

    /** Rows with texts and objects; of masked columns only the rank. */
    private List<List<String>> joined(Outcome outcome) {
        List<List<String>> rows = new ArrayList<>();
        for (int row = 0; row < outcome.rows().size(); row++) {
            List<String> values = new ArrayList<>(outcome.rows().get(row));
            values.addAll(outcome.objects().get(row));
            rows.add(values);
        }
        List<Integer> hidden = maskedColumns(outcome);
        for (int column : hidden) {
            mask(rows, column, outcome.rows().get(0).size());
        }
        return rows;
    }

    private List<Integer> maskedColumns(Outcome outcome) {
        List<Integer> found = new ArrayList<>();
        Set<String> masked = manner.masked();
        int width = outcome.rows().isEmpty() ? 0 : outcome.rows().get(0).size();
        int skipped = outcome.columns().size() - width;
        for (int column = 0; column < width; column++) {
            String label = outcome.columns().get(column + skipped).split(" ", 2)[0];
            if (masked.contains(label)) {
                found.add(column);
            }
        }
        return found;
    }

    private static void mask(List<List<String>> rows, int column, int width) {
        List<String> ranked = rows.stream()
                .map(row -> row.get(column))
                .distinct()
                .sorted(Comparator.comparing(String::length).thenComparing(Comparator.naturalOrder()))
                .toList();
        for (List<String> row : rows) {
            String text = row.get(column);
            row.set(column, text.equals(NOTHING) ? text : "id " + ranked.indexOf(text));
            row.set(column + width, "");
        }
    }

    private static List<List<String>> sorted(List<List<String>> rows) {
        return rows.stream().sorted(Comparator.comparing(Object::toString)).toList();
    }

    private List<List<String>> ordering(List<List<String>> rows) {
        return rows.stream()
                .map(row -> manner.order().columns().stream()
                        .map(column -> row.get(column - 1))
                        .toList())
                .toList();
    }

    /** Whether the rows that the case writes down are those of the outcome. */
    Optional<String> differsFromWritten(Outcome plain, List<String> written) {
        List<String> actual = plain.rows().stream()
                .map(row -> String.join(" | ", row).strip())
                .toList();
        boolean same = manner.order().total()
                ? actual.equals(written)
                : actual.stream()
                        .sorted()
                        .toList()
                        .equals(written.stream().sorted().toList());
        return same ? Optional.empty() : Optional.of("one database answers " + actual + ", the case says " + written);
    }
}
