package io.kintsugi.examples.tpcc.transaction;

/**
 * How a transaction ended: whether to commit it (New-Order gives up on an unused item), for how many districts a
 * Delivery found nothing to deliver, and in one line what the terminal would show.
 */
public record Outcome(boolean commits, int skippedDistricts, String screen) {

    static Outcome commit(String screen) {
        return new Outcome(true, 0, screen);
    }

    static Outcome abort(String screen) {
        return new Outcome(false, 0, screen);
    }
}
