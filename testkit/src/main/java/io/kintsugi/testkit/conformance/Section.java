package io.kintsugi.testkit.conformance;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A key with its value: {@code key: value} or {@code key(qualifier): value} at the start of a line, and the indented
 * lines below it.
 *
 * @param line where it starts, from 1
 * @param lastLine where it ends, from 1
 * @param qualifier the words in parentheses, for which dialect or number of shards; may be empty
 * @param value the text after the colon and the indented lines without their common indentation
 */
record Section(int line, int lastLine, String key, String qualifier, String value) {
    private static final Pattern HEAD = Pattern.compile("([a-z][a-z ]*?)(?:\\(([a-z0-9 ]+)\\))?:(?: (.*))?");

    /** All sections of a file, in order; comments and empty lines between them are left out. */
    static List<Section> read(Path file, List<String> lines) {
        List<Section> sections = new ArrayList<>();
        int next = 0;
        while (next < lines.size()) {
            String line = lines.get(next);
            if (line.isBlank() || line.startsWith("#")) {
                next++;
                continue;
            }
            Matcher head = HEAD.matcher(line);
            if (!head.matches()) {
                throw new CaseFormatException(
                        file, next + 1, "neither 'key: value', an indented line that continues one, nor a comment");
            }
            int end = end(lines, next + 1);
            sections.add(new Section(
                    next + 1,
                    end,
                    head.group(1),
                    orEmpty(head.group(2)),
                    value(orEmpty(head.group(3)), lines, next, end)));
            next = end;
        }
        return sections;
    }

    /** Empty lines inside a value belong to it only when more of it follows. */
    private static int end(List<String> lines, int from) {
        int end = from;
        for (int next = from; next < lines.size(); next++) {
            String line = lines.get(next);
            if (line.startsWith(" ")) {
                end = next + 1;
            } else if (!line.isBlank()) {
                break;
            }
        }
        return end;
    }

    private static String value(String first, List<String> lines, int start, int end) {
        List<String> parts = new ArrayList<>();
        if (!first.isBlank()) {
            parts.add(first.strip());
        }
        String rest =
                String.join("\n", lines.subList(start + 1, end)).stripIndent().stripTrailing();
        if (!rest.isEmpty()) {
            parts.add(rest);
        }
        return String.join("\n", parts);
    }

    private static String orEmpty(@org.jspecify.annotations.Nullable String text) {
        return text == null ? "" : text;
    }

    /** The statements of a value: each ends with a semicolon at the end of a line. */
    List<String> statements() {
        List<String> statements = new ArrayList<>();
        StringBuilder statement = new StringBuilder();
        for (String text : value.split("\n")) {
            statement.append(statement.isEmpty() ? "" : "\n").append(text);
            if (text.endsWith(";")) {
                statements.add(statement.substring(0, statement.length() - 1));
                statement.setLength(0);
            }
        }
        if (!statement.toString().isBlank()) {
            statements.add(statement.toString());
        }
        return statements;
    }

    List<String> words() {
        return value.isBlank() ? List.of() : List.of(value.strip().split("[, ]+"));
    }
}
