package io.kintsugi.node.probe;

/** Why a probe came no further: the class of the error, for machines and for grouping. */
public enum ProbeError {
    /** The host answered that nothing listens on the port: strong and quick evidence. */
    REFUSED,
    /** No route to the host, or the network reported another failure. */
    UNREACHABLE,
    /** The host's name has no address. */
    UNKNOWN_HOST,
    /** Silence for longer than the limit: weak evidence, it may be the network or the observer. */
    TIMEOUT,
    /** The server answered and does not accept user, password or database. */
    LOGIN_REFUSED,
    /** The server is alive, its connection slots are taken. */
    TOO_MANY_CONNECTIONS,
    /** The server is starting, stopping or recovering. */
    NOT_READY,
    /** The server let us in, then a statement failed. */
    STATEMENT_FAILED,
    /** What answers does not speak the protocol, or the connection broke. */
    PROTOCOL,
    /** The observer itself was too busy, or lacks the driver, to look: says nothing about the node. */
    NOT_PROBED
}
