package io.kintsugi.node;

import java.util.Locale;

/** Whether a shard database may be used. */
public enum GuardState {
    SERVING,
    /** Its rows have moved elsewhere; nobody may use it any more. */
    RETIRED;

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static GuardState of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
