package io.kintsugi.errors;

/** Who can do something about an error. */
public enum ErrorKind {
    /** The statement, URL or file is at fault: changing it helps, repeating it does not. */
    USER,
    /** A state that passes: repeating the transaction may succeed. */
    TRANSIENT,
    /** A limit was reached: fewer or smaller requests, or a larger limit, help. */
    RESOURCE,
    /** A database server, network or file outside of Kintsugi failed. */
    EXTERNAL,
    /** A defect of Kintsugi. */
    BUG
}
