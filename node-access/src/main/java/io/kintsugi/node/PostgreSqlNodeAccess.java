package io.kintsugi.node;

/** PostgreSQL's way of everything. */
record PostgreSqlNodeAccess(
        ShardGuard guard, CatalogTables catalogTables, DdlJournal ddlJournal, DdlMarks ddlMarks, IdBlocks idBlocks)
        implements NodeAccess {

    PostgreSqlNodeAccess() {
        this(
                new PostgreSqlShardGuard(),
                new PostgreSqlCatalogTables(),
                new PostgreSqlDdlJournal(),
                new PostgreSqlDdlMarks(),
                new PostgreSqlIdBlocks());
    }
}
