package io.kintsugi.node;

import io.kintsugi.topology.Dialect;

/** Everything that is said to a node, in one dialect. Immutable and thread-safe. */
public interface NodeAccess {
    ShardGuard guard();

    CatalogTables catalogTables();

    DdlJournal ddlJournal();

    DdlMarks ddlMarks();

    IdBlocks idBlocks();

    /** What is said to the nodes of a cluster that speaks this dialect. */
    static NodeAccess of(Dialect dialect) {
        return switch (dialect) {
            case POSTGRESQL -> new PostgreSqlNodeAccess();
            case MYSQL -> new MySqlNodeAccess();
        };
    }
}
