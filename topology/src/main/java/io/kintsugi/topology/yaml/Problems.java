package io.kintsugi.topology.yaml;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.topology.yaml.YamlValue.Position;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** The errors found in one source, reported together. Confined to one thread. */
final class Problems {
    /** More than this many errors are counted, not listed. */
    static final int LISTED_MAX = 20;

    /** Parts of the source that are quoted in messages are cut to this length. */
    private static final int QUOTE_LENGTH_MAX = 60;

    private record Problem(Position position, String text) {}

    private final String source;
    private final List<Problem> listed = new ArrayList<>();
    private int count;

    Problems(String source) {
        this.source = source;
    }

    void add(Position position, String text) {
        count++;
        if (listed.size() < LISTED_MAX) {
            listed.add(new Problem(position, text));
        }
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** The error for an unrecoverable problem, together with those found before. */
    ShardException fatal(Position position, String text) {
        add(position, text);
        return toException();
    }

    void throwIfAny() {
        if (!isEmpty()) {
            throw toException();
        }
    }

    private ShardException toException() {
        String lines = listed.stream()
                .sorted(Comparator.comparingInt(
                                (Problem problem) -> problem.position().line())
                        .thenComparingInt(problem -> problem.position().column()))
                .map(this::line)
                .collect(Collectors.joining("\n"));
        String more = count > listed.size() ? "\nand " + (count - listed.size()) + " more." : "";
        return new ShardException(ErrorCode.TOPOLOGY_INVALID, lines + more);
    }

    private String line(Problem problem) {
        Position position = problem.position();
        return source + ":" + position.line() + ":" + position.column() + ": " + problem.text();
    }

    /** A part of the source in quotes, shortened, without control characters. */
    static String quote(String text) {
        String shown = text.length() > QUOTE_LENGTH_MAX ? text.substring(0, QUOTE_LENGTH_MAX) + "…" : text;
        return "'" + shown.replaceAll("\\p{Cntrl}", "?") + "'";
    }
}
