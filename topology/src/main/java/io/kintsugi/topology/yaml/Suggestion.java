package io.kintsugi.topology.yaml;

import java.util.Collection;
import java.util.Locale;

/** "Did you mean": the known name nearest to an unknown one. */
final class Suggestion {
    private static final int LENGTH_MAX = 100;
    private static final int DISTANCE_MAX = 3;
    /** Offered in full when there are so few. */
    private static final int LISTED_MAX = 8;

    private Suggestion() {}

    /** A sentence to append: the nearest name, else all names when they are few, else nothing. */
    static String of(String unknown, Collection<String> known) {
        String nearest = nearest(unknown, known);
        if (!nearest.isEmpty()) {
            return " Did you mean '" + nearest + "'?";
        }
        boolean few = !known.isEmpty() && known.size() <= LISTED_MAX;
        return few ? " Known are: " + String.join(", ", known) + "." : "";
    }

    private static String nearest(String unknown, Collection<String> known) {
        String best = "";
        int bestDistance = Math.min(DISTANCE_MAX, Math.max(1, unknown.length() / 3)) + 1;
        for (String candidate : known) {
            int distance = distance(unknown.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT), bestDistance);
            if (distance < bestDistance) {
                best = candidate;
                bestDistance = distance;
            }
        }
        return best;
    }

    /** Insertions, deletions, replacements and swaps of neighbours; {@code limit} when it is not below the limit. */
    static int distance(String left, String right, int limit) {
        boolean tooLong = left.length() > LENGTH_MAX || right.length() > LENGTH_MAX;
        if (tooLong || Math.abs(left.length() - right.length()) >= limit) {
            return limit;
        }
        int[][] rows = new int[left.length() + 1][right.length() + 1];
        for (int i = 0; i <= left.length(); i++) {
            for (int j = 0; j <= right.length(); j++) {
                rows[i][j] = cell(rows, left, right, i, j);
            }
        }
        return Math.min(rows[left.length()][right.length()], limit);
    }

    private static int cell(int[][] rows, String left, String right, int i, int j) {
        if (i == 0 || j == 0) {
            return i + j;
        }
        int replace = rows[i - 1][j - 1] + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
        int best = Math.min(replace, Math.min(rows[i - 1][j], rows[i][j - 1]) + 1);
        boolean swapped = i > 1
                && j > 1
                && left.charAt(i - 1) == right.charAt(j - 2)
                && left.charAt(i - 2) == right.charAt(j - 1);
        return swapped ? Math.min(best, rows[i - 2][j - 2] + 1) : best;
    }
}
