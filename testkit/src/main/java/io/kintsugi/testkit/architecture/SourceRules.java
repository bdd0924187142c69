package io.kintsugi.testkit.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Rules about the text of the sources, which no bytecode shows: length of files and lines, leftovers, places of one
 * machine. A rule is a line here, so that a breach names its file and line.
 */
public final class SourceRules {
    /** A file longer than this is a redesign waiting. */
    static final int FILE_LINES_MAX = 700;

    private static final int LINE_LENGTH_MAX = 120;
    private static final List<Rule> RULES = List.of(
            new Rule("says TODO or FIXME without an issue number", Pattern.compile("\\b(TODO|FIXME|XXX)\\b(?!.*#\\d)")),
            new Rule("disables a test without an issue number", Pattern.compile("@Disabled\\b(?!.*#\\d)")),
            new Rule("names its author", Pattern.compile("@author\\b")),
            new Rule("names a path of one machine", Pattern.compile("\"/(home|root|work)/")));

    /** Code is wrapped by the formatter; only comments are left to the hand. */
    private static final Pattern COMMENT = Pattern.compile("\\s*(/?\\*|//)");

    private SourceRules() {}

    private record Rule(String title, Pattern pattern) {}

    /** Every breach below {@code projectRoot}, as {@code file:line: what}; empty when tidy. */
    public static List<String> breaches(Path projectRoot) {
        List<String> breaches = new ArrayList<>();
        for (Path file : javaSources(projectRoot)) {
            check(projectRoot.relativize(file), readLines(file), breaches);
        }
        return breaches;
    }

    static void check(Path name, List<String> lines, List<String> breaches) {
        if (lines.size() > FILE_LINES_MAX) {
            breaches.add(name + ": " + lines.size() + " lines, at most " + FILE_LINES_MAX);
        }
        for (int i = 0; i < lines.size(); i++) {
            checkLine(name + ":" + (i + 1) + ": ", lines.get(i), breaches);
        }
    }

    private static void checkLine(String place, String line, List<String> breaches) {
        if (line.length() > LINE_LENGTH_MAX && COMMENT.matcher(line).lookingAt()) {
            breaches.add(place + "longer than " + LINE_LENGTH_MAX);
        }
        for (Rule rule : RULES) {
            if (rule.pattern().matcher(line).find()) {
                breaches.add(place + rule.title());
            }
        }
    }

    private static List<Path> javaSources(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.toString().contains("/target/"))
                    .filter(file -> !file.endsWith("SourceRules.java"))
                    .filter(file -> !file.endsWith("SourceRulesTest.java"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> readLines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
