package io.kintsugi.router.planner.dialect;

/** What calling a function means to a cluster. */
public enum FunctionKind {
    /** Depends on its arguments and the session only. */
    HARMLESS,
    /** Tells the time of the statement: other shards, other clocks. */
    CLOCK,
    /** Another value for each row, as it should be. */
    RANDOM,
    /** Moves a sequence. */
    SEQUENCE,
    /** Remembers what this session's sequences gave last. */
    LAST_VALUE,
    /** MySQL: the id that the session's last INSERT generated. */
    LAST_INSERT_ID,
    /** MySQL: tells of the statement that the connection ran last, or sets a value of its own kind for it. */
    LAST_STATEMENT,
    /** Takes or gives back an advisory lock. */
    ADVISORY_LOCK,
    /** Sends a notification. */
    NOTIFY,
    /** Changes a setting of the session behind our back. */
    SETTING,
    /** Tells about one server. */
    SERVER,
    /** Tells the size or statistics of tables, which are empty in the catalog. */
    SIZE,
    /** Does something on one server. */
    SIDE_EFFECT,
    /** The user's own, declared in the topology with its key argument. */
    DECLARED,
    /** The user's own: may read any table. */
    USER,
    /** No such function in the catalog. */
    UNKNOWN
}
