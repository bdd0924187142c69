package io.kintsugi.examples.tpcc.transaction;

import java.time.Duration;

/**
 * The five transactions: how many cards of a deck each one has (clause 5.2.4.2), its keying time and its mean think
 * time (clause 5.2.5).
 */
public enum TransactionType {
    NEW_ORDER("New-Order", 10, 18, 12),
    PAYMENT("Payment", 10, 3, 12),
    ORDER_STATUS("Order-Status", 1, 2, 10),
    DELIVERY("Delivery", 1, 2, 5),
    STOCK_LEVEL("Stock-Level", 1, 2, 5);

    private final String title;
    private final int cards;
    private final Duration keyingTime;
    private final Duration meanThinkTime;

    TransactionType(String title, int cards, int keyingSeconds, int meanThinkSeconds) {
        this.title = title;
        this.cards = cards;
        this.keyingTime = Duration.ofSeconds(keyingSeconds);
        this.meanThinkTime = Duration.ofSeconds(meanThinkSeconds);
    }

    public String title() {
        return title;
    }

    public int cards() {
        return cards;
    }

    public Duration keyingTime() {
        return keyingTime;
    }

    public Duration meanThinkTime() {
        return meanThinkTime;
    }
}
