package io.kintsugi.node;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.topology.Dialect;

/** Everything that is said to a node, in one dialect. Immutable and thread-safe. */
public interface NodeAccess {
    ShardGuard guard();

    CatalogTables catalogTables();

    DdlJournal ddlJournal();

    DdlMarks ddlMarks();

    IdBlocks idBlocks();

    /** UNSUPPORTED_STATEMENT for a dialect that this version does not speak. */
    static NodeAccess of(Dialect dialect) {
        return switch (dialect) {
            case POSTGRESQL -> new PostgreSqlNodeAccess();
            case MYSQL ->
                throw new ShardException(
                                ErrorCode.UNSUPPORTED_STATEMENT, "This version does not speak to MySQL servers yet.")
                        .withRemedy("Set dialect: postgresql in the topology.");
        };
    }
}
