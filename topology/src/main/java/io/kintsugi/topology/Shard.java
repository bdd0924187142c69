package io.kintsugi.topology;

import static java.util.Objects.requireNonNull;

/** A named slice of a keyspace and the replica set that serves it. Its ordinal is its place in the keyspace's list. */
public record Shard(String name, ReplicaSet replicas) {
    public Shard {
        requireNonNull(name, "name");
        requireNonNull(replicas, "replicas");
    }
}
