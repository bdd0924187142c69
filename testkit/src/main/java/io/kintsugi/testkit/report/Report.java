package io.kintsugi.testkit.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A Markdown page that says what was run and what was seen. Printed always; written to the folder named by the system
 * property {@value #FOLDER_PROPERTY} when that is set, which {@code -Pproof} does. Confined to one thread.
 */
public final class Report {
    /** Where reports go; not set in the everyday build, so that it changes no file. */
    public static final String FOLDER_PROPERTY = "kintsugi.report.dir";

    private final String name;
    private final String command;
    private final long seed;
    private final Clock clock;
    private final List<String> lines = new ArrayList<>();

    /**
     * @param name file name without ending, also the title
     * @param command what a reader types to run it again
     * @param seed of everything random in the run
     */
    public Report(String name, String command, long seed, Clock clock) {
        this.name = Objects.requireNonNull(name, "name");
        this.command = Objects.requireNonNull(command, "command");
        this.seed = seed;
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /** Adds a line of Markdown. */
    public Report line(String line) {
        lines.add(line);
        return this;
    }

    /** Adds a table; every row has as many cells as there are headings. */
    public Report table(List<String> headings, List<List<String>> rows) {
        line("").line(row(headings)).line("|" + "---|".repeat(headings.size()));
        for (List<String> cells : rows) {
            if (cells.size() != headings.size()) {
                throw new IllegalArgumentException("row " + cells + " does not fit the headings " + headings);
            }
            line(row(cells));
        }
        return line("");
    }

    /** The whole page. */
    public String text() {
        List<String> page = new ArrayList<>();
        page.add("# " + name);
        page.add("");
        page.add("- command: `" + command + "`");
        page.add("- date: " + LocalDate.now(clock));
        page.add("- commit: " + Machine.commit());
        page.add("- machine: " + Machine.describe());
        page.add("- seed: " + seed);
        page.add("");
        page.addAll(lines);
        return String.join("\n", page).stripTrailing() + "\n";
    }

    /** Prints the page, and writes it where {@value #FOLDER_PROPERTY} says. */
    public void save() throws IOException {
        String text = text();
        System.out.println(text);
        String folder = System.getProperty(FOLDER_PROPERTY, "");
        if (!folder.isEmpty()) {
            Files.createDirectories(Path.of(folder));
            Files.writeString(Path.of(folder, name + ".md"), text);
        }
    }

    private static String row(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |";
    }
}
