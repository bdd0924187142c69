package io.kintsugi.router.planner.scope;

/** What a member of FROM is. */
public enum RelationKind {
    /** Rows spread over the shards of its keyspace by key. */
    SHARDED,
    /** Whole on every shard of its keyspace. */
    REFERENCE,
    /** Whole on the one shard of its keyspace. */
    UNSHARDED,
    /** Part of the database's own catalog. */
    SYSTEM,
    /** A temporary table of the session. */
    TEMPORARY,
    /** A sub-query, a view or a member of WITH. */
    DERIVED,
    /** A function or another source of rows without a table. */
    OPAQUE;

    /** Whether it is a table of the application. */
    public boolean isLogical() {
        return this == SHARDED || this == REFERENCE || this == UNSHARDED;
    }
}
