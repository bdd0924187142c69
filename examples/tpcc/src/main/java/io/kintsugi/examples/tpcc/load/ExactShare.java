package io.kintsugi.examples.tpcc.load;

import io.kintsugi.examples.tpcc.model.Randomness;

/**
 * Marks exactly one row in ten, chosen at random while the rows go by (selection sampling, Knuth, TAOCP 2, 3.4.2 S):
 * the specification asks for 10 % of the rows, not for a chance of 10 % each.
 */
final class ExactShare {

    private int rowsLeft;
    private int marksLeft;

    ExactShare(int rows) {
        this.rowsLeft = rows;
        this.marksLeft = rows / 10;
    }

    /** Whether the next row is a marked one. */
    boolean next(Randomness randomness) {
        boolean marked = randomness.uniform(1, rowsLeft) <= marksLeft;
        rowsLeft--;
        marksLeft -= marked ? 1 : 0;
        return marked;
    }
}
