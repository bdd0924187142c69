package io.kintsugi.node;

/** MySQL's way of everything. */
record MySqlNodeAccess(
        ShardGuard guard, CatalogTables catalogTables, DdlJournal ddlJournal, DdlMarks ddlMarks, IdBlocks idBlocks)
        implements NodeAccess {

    MySqlNodeAccess() {
        this(
                new MySqlShardGuard(),
                new MySqlCatalogTables(),
                new MySqlDdlJournal(),
                new MySqlDdlMarks(),
                new MySqlIdBlocks());
    }
}
