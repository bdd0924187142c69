package io.kintsugi.router.corpus;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Counts outcomes by layout and file, and refusals by cause; writes them as Markdown. */
final class Tally {
    private static final int EXAMPLE_LENGTH_MAX = 90;

    private record Place(Layout layout, String file) {}

    private record Cause(int count, String example) {}

    private final Map<Place, Map<Outcome, Integer>> outcomes = new LinkedHashMap<>();
    private final Map<Layout, Map<String, Cause>> causes = new EnumMap<>(Layout.class);

    void add(Layout layout, String file, Outcome outcome) {
        outcomes.computeIfAbsent(new Place(layout, file), place -> new EnumMap<>(Outcome.class))
                .merge(outcome, 1, Integer::sum);
    }

    void refused(Layout layout, String file, String cause, String sql) {
        add(layout, file, Outcome.REFUSED);
        String flat = sql.replaceAll("\\s+", " ").replace("|", "\\|");
        String example = flat.length() <= EXAMPLE_LENGTH_MAX ? flat : flat.substring(0, EXAMPLE_LENGTH_MAX) + "…";
        causes.computeIfAbsent(layout, key -> new TreeMap<>())
                .merge(cause, new Cause(1, example), (old, more) -> new Cause(old.count() + 1, old.example()));
    }

    double refusedShare(Layout layout) {
        return (double) count(layout, Outcome.REFUSED) / statements(layout);
    }

    int statements(Layout layout) {
        return count(layout, Outcome.values());
    }

    private int count(Layout layout, Outcome... wanted) {
        return outcomes.entrySet().stream()
                .filter(entry -> entry.getKey().layout() == layout)
                .flatMap(entry ->
                        Stream.of(wanted).map(outcome -> entry.getValue().getOrDefault(outcome, 0)))
                .mapToInt(Integer::intValue)
                .sum();
    }

    private Map<Outcome, Integer> counts(Place place) {
        return outcomes.getOrDefault(place, Map.of());
    }

    private static int total(Map<Outcome, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    String markdown() {
        StringBuilder text = new StringBuilder();
        for (Layout layout : Layout.values()) {
            text.append("\n## On ").append(layout.title()).append("\n\n");
            outcomeTable(layout, text);
            causeTable(layout, text);
        }
        return text.toString();
    }

    private void outcomeTable(Layout layout, StringBuilder text) {
        List<Place> places = outcomes.keySet().stream()
                .filter(place -> place.layout() == layout)
                .toList();
        text.append("| |");
        places.forEach(place -> text.append(' ').append(place.file()).append(" |"));
        text.append(" all | share |\n|---|")
                .append("---:|".repeat(places.size() + 2))
                .append('\n');
        int all = places.stream().mapToInt(place -> total(counts(place))).sum();
        for (Outcome outcome : Outcome.values()) {
            int sum = 0;
            text.append("| ").append(outcome.title()).append(" |");
            for (Place place : places) {
                int count = counts(place).getOrDefault(outcome, 0);
                sum += count;
                text.append(' ').append(count).append(" |");
            }
            text.append(' ').append(sum).append(" | ").append(percent(sum, all)).append(" |\n");
        }
        text.append("| all |");
        places.forEach(place -> text.append(' ').append(total(counts(place))).append(" |"));
        text.append(' ').append(all).append(" | ").append(percent(all, all)).append(" |\n");
    }

    private void causeTable(Layout layout, StringBuilder text) {
        Map<String, Cause> found = causes.getOrDefault(layout, Map.of());
        if (found.isEmpty()) {
            return;
        }
        text.append("\n| refused because | statements | for example |\n|---|---:|---|\n");
        List<Map.Entry<String, Cause>> sorted = new ArrayList<>(found.entrySet());
        sorted.sort(Comparator.comparingInt(entry -> -entry.getValue().count()));
        sorted.forEach(entry -> text.append("| ")
                .append(entry.getKey())
                .append(" | ")
                .append(entry.getValue().count())
                .append(" | `")
                .append(entry.getValue().example())
                .append("` |\n"));
    }

    private static String percent(int part, int all) {
        return String.format(Locale.ROOT, "%.1f %%", all == 0 ? 0.0 : 100.0 * part / all);
    }
}
