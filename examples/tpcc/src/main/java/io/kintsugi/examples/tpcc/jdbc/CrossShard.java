package io.kintsugi.examples.tpcc.jdbc;

import java.util.Locale;

/** What shall become of a transaction that writes to several shards. */
public enum CrossShard {
    /** All shards commit or none. */
    ATOMIC,
    /** The second written shard is an error. */
    SINGLE_SHARD,
    /** The shards commit one after the other; a failure between them leaves half a transaction. */
    BEST_EFFORT;

    public String setting() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public String toString() {
        return setting();
    }
}
