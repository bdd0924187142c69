package io.kintsugi.manager.store;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/** One version of the topology as kept. Versions count from 1 and only grow. */
public record StoredTopology(long version, Instant time, TopologyChange change) {
    public StoredTopology {
        requireNonNull(time, "time");
        requireNonNull(change, "change");
        if (version < 1) {
            throw new IllegalArgumentException("Version " + version + " is below 1");
        }
    }
}
