package io.kintsugi.node.probe;

/** How far a probe came; each level includes the ones before it. */
public enum ProbeLevel {
    /** Not even a TCP connection. */
    NONE,
    /** Something accepts connections there. */
    TCP,
    /** The server let us in. */
    LOGIN,
    /** The server answered a statement. */
    STATEMENT,
    /** Role, lag and guard row are known. */
    FACTS
}
