package io.kintsugi.jdbc;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the known name that a wrong one probably means. */
final class Suggestions {
    private Suggestions() {}

    /** " Did you mean 'x'?" with a leading space, or nothing. */
    static String didYouMean(String wrong, Collection<String> known) {
        return nearest(wrong, known)
                .map(name -> " Did you mean '" + name + "'?")
                .orElse("");
    }

    private static Optional<String> nearest(String wrong, Collection<String> known) {
        int most = Math.max(1, wrong.length() / 3);
        return known.stream()
                .filter(name -> distance(wrong, name) <= most)
                .min(Comparator.comparingInt((String name) -> distance(wrong, name))
                        .thenComparing(name -> name));
    }

    /** Edits between the two, letter case ignored. */
    private static int distance(String left, String right) {
        String from = left.toLowerCase(Locale.ROOT);
        String to = right.toLowerCase(Locale.ROOT);
        int[] previous = new int[to.length() + 1];
        for (int column = 0; column < previous.length; column++) {
            previous[column] = column;
        }
        for (int row = 1; row <= from.length(); row++) {
            previous = nextRow(from.charAt(row - 1), to, previous, row);
        }
        return previous[to.length()];
    }

    private static int[] nextRow(char letter, String to, int[] previous, int row) {
        int[] next = new int[previous.length];
        next[0] = row;
        for (int column = 1; column < next.length; column++) {
            int change = previous[column - 1] + (letter == to.charAt(column - 1) ? 0 : 1);
            next[column] = Math.min(change, 1 + Math.min(previous[column], next[column - 1]));
        }
        return next;
    }
}
