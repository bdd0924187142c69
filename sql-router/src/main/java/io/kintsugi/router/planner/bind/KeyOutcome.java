package io.kintsugi.router.planner.bind;

import io.kintsugi.topology.KeyValue;

/** What a value compared with (or inserted into) a key column turned out to be. */
public sealed interface KeyOutcome {
    /** The value is NULL: equal to nothing. */
    KeyOutcome NULL = new IsNull();
    /** Provably no row has this key, such as an integer key compared with 7.5. */
    KeyOutcome NO_ROW = new NoRow();
    /** Nothing can be shown. */
    KeyOutcome UNKNOWN = new Unknown();

    /**
     * Exactly this key.
     *
     * @param written the letters of a text, of which the key may keep the weights only; empty for other keys
     */
    record Exact(KeyValue key, String written) implements KeyOutcome {
        /** A key that is no text. */
        public Exact(KeyValue key) {
            this(key, "");
        }
    }

    /** See {@link #NULL}. */
    record IsNull() implements KeyOutcome {}

    /** See {@link #NO_ROW}. */
    record NoRow() implements KeyOutcome {}

    /** See {@link #UNKNOWN}. */
    record Unknown() implements KeyOutcome {}
}
