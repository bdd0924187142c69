package io.kintsugi.examples.shop;

import java.util.concurrent.atomic.LongAdder;

/** What the shop believes it has done; the database must agree. Thread-safe. */
final class Ledger {
    private final LongAdder users = new LongAdder();
    private final LongAdder orders = new LongAdder();
    private final LongAdder items = new LongAdder();
    private final LongAdder cents = new LongAdder();
    private final LongAdder paid = new LongAdder();
    private final LongAdder paidCents = new LongAdder();
    private final LongAdder unknown = new LongAdder();

    void userAdded() {
        users.increment();
    }

    void orderPlaced(int itemCount, long totalCents) {
        orders.increment();
        items.add(itemCount);
        cents.add(totalCents);
    }

    void orderPaid(long totalCents) {
        paid.increment();
        paidCents.add(totalCents);
    }

    /** A commit was sent and its reply lost. */
    void outcomeUnknown() {
        unknown.increment();
    }

    long unknownOutcomes() {
        return unknown.sum();
    }

    ShopSums sums() {
        return new ShopSums(users.sum(), orders.sum(), items.sum(), cents.sum(), paid.sum(), paidCents.sum());
    }
}
