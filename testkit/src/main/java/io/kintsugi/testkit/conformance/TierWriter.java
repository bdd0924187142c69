package io.kintsugi.testkit.conformance;

import io.kintsugi.testkit.oracle.Dialect;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes the tiers that were seen into a case file, and leaves every other line as it is. */
final class TierWriter {
    private static final String TIER = "tier";

    private TierWriter() {}

    static void write(ConformanceCase found, Dialect dialect, Map<Step, Map<Integer, String>> seen) throws IOException {
        List<String> lines = Files.readAllLines(found.file());
        Map<Integer, List<String>> after = new HashMap<>();
        seen.forEach((step, tiers) -> after.put(
                step.lastLine(),
                step.tiers()
                        .with(dialect, tiers, List.copyOf(step.dialects()), found.shards())
                        .lines()));
        List<String> written = new ArrayList<>();
        List<Section> sections = Section.read(found.file(), lines);
        for (int number = 1; number <= lines.size(); number++) {
            if (!isReplaced(number, sections, found, seen)) {
                written.add(lines.get(number - 1));
            }
            written.addAll(after.getOrDefault(number, List.of()));
        }
        Files.write(found.file(), written);
    }

    private static boolean isReplaced(
            int number, List<Section> sections, ConformanceCase found, Map<Step, Map<Integer, String>> seen) {
        boolean tier = sections.stream().anyMatch(section -> section.key().equals(TIER) && section.line() == number);
        if (!tier) {
            return false;
        }
        Step owner = found.steps().get(0);
        for (Step step : found.steps()) {
            if (step.line() < number) {
                owner = step;
            }
        }
        return seen.containsKey(owner);
    }
}
