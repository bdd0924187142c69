package io.kintsugi.engine.backend;

import java.util.Objects;

/** How one pool stands now: connections in use and idle, and callers on their way to one. */
public record PoolReport(String node, String user, int active, int idle, int waiting) {
    public PoolReport {
        Objects.requireNonNull(node, "node");
        Objects.requireNonNull(user, "user");
    }
}
