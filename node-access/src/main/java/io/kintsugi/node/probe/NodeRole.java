package io.kintsugi.node.probe;

/** What a server says of itself, whatever the topology says of it. */
public enum NodeRole {
    PRIMARY,
    REPLICA
}
