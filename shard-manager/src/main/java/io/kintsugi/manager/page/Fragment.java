package io.kintsugi.manager.page;

import java.util.Locale;
import java.util.Random;

/**
 * The outline of a broken piece: straight edges with slight kinks, seeded by the piece's name so that it looks the same
 * each time. Between two pieces the gold below them shows as a seam of uneven width.
 */
record Fragment(String seam, String clay) {
    private static final double INSET_MIN = 0.9;
    private static final double INSET_SPAN = 3.0;
    private static final int KINKS = 5;

    static Fragment of(String name, int width, int height) {
        Random random = new Random(name.hashCode());
        // One unit over the edge, so that no hairline shows between the gold of two pieces.
        String seam = "M-1 -1H" + (width + 1) + "V" + (height + 1) + "H-1Z";
        StringBuilder clay = new StringBuilder();
        edge(clay, random, 0, 0, width, 0, 0, 1);
        edge(clay, random, width, 0, width, height, -1, 0);
        edge(clay, random, width, height, 0, height, 0, -1);
        edge(clay, random, 0, height, 0, 0, 1, 0);
        return new Fragment(seam, clay.append('Z').toString());
    }

    /** Points along one edge, moved inwards by different amounts; the corner itself is cut by the next edge's first. */
    private static void edge(
            StringBuilder path, Random random, double x1, double y1, double x2, double y2, int inX, int inY) {
        for (int kink = 0; kink < KINKS; kink++) {
            double along = (kink + 0.15 + 0.7 * random.nextDouble()) / KINKS;
            if (kink == 0) {
                along = 0.03;
            } else if (kink == KINKS - 1) {
                along = 0.97;
            }
            double inset = INSET_MIN + INSET_SPAN * random.nextDouble();
            double x = x1 + (x2 - x1) * along + inX * inset;
            double y = y1 + (y2 - y1) * along + inY * inset;
            path.append(path.length() == 0 ? 'M' : 'L').append(String.format(Locale.ROOT, "%.1f %.1f", x, y));
        }
    }
}
