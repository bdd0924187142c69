package io.kintsugi.examples.tpcc.load;

import io.kintsugi.examples.tpcc.model.Randomness;

/** The data column of items and stock: 26 to 50 characters, in one row of ten with ORIGINAL somewhere inside. */
final class OriginalData {

    private static final String ORIGINAL = "ORIGINAL";

    private final ExactShare originals;

    OriginalData(int rows) {
        this.originals = new ExactShare(rows);
    }

    String next(Randomness randomness) {
        String text = randomness.text(26, 50);
        if (!originals.next(randomness)) {
            return text;
        }
        int start = randomness.uniform(0, text.length() - ORIGINAL.length());
        return text.substring(0, start) + ORIGINAL + text.substring(start + ORIGINAL.length());
    }
}
