package io.kintsugi.manager.health;

import java.util.Locale;

/** How well a thing is, from best to worst; never shown by colour alone. */
public enum Condition {
    WELL("✓"),
    /** Not looked at yet. */
    UNKNOWN("…"),
    /** It works, and somebody should look at it. */
    WATCH("▲"),
    /** It does not do its work. */
    BROKEN("✕");

    private final String symbol;

    Condition(String symbol) {
        this.symbol = symbol;
    }

    public String symbol() {
        return symbol;
    }

    /** The name in answers and style sheets. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    Condition worse(Condition other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
