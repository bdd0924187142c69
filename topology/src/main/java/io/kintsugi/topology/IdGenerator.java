package io.kintsugi.topology;

import java.util.Locale;

/** How Kintsugi fills a column that an INSERT leaves out. */
public enum IdGenerator {
    /** Blocks leased from a table: consecutive within one INSERT. */
    SEQUENCE,
    /** Time-sorted 64-bit ids made without asking anybody. */
    TSID;

    /** The name in YAML. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
