package io.kintsugi.node;

import io.kintsugi.topology.ReplicaSet;
import java.util.Objects;

/** A replica set and what its guard row must say. */
public record GuardTarget(GuardIdentity identity, ReplicaSet replicas) {
    public GuardTarget {
        Objects.requireNonNull(identity, "identity");
        Objects.requireNonNull(replicas, "replicas");
    }
}
