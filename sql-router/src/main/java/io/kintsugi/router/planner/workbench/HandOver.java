package io.kintsugi.router.planner.workbench;

import io.kintsugi.router.plan.WorkbenchTable;
import io.kintsugi.router.schema.LogicalColumn;
import io.kintsugi.router.schema.LogicalTable;
import io.kintsugi.topology.Dialect;
import java.util.List;
import java.util.Optional;

/** How rows become text on a shard, and rows again where the query is finished. Immutable and thread-safe. */
sealed interface HandOver permits PostgreSqlHandOver, MySqlHandOver {
    /** That of a dialect. */
    static HandOver of(Dialect dialect) {
        return switch (dialect) {
            case POSTGRESQL -> PostgreSqlHandOver.INSTANCE;
            case MYSQL -> MySqlHandOver.INSTANCE;
        };
    }

    /** What of a table would not come through as it is: a clause for messages; empty where all does. */
    Optional<String> obstacle(LogicalTable table);

    /** A table's name as each of its shards knows it. */
    String source(LogicalTable table, List<String> searchPath);

    /**
     * What a shard selects of one row: the table's number, and the row as text, in the catalog's order of columns.
     *
     * @param qualifier the table's alias, quoted
     */
    String selected(int number, LogicalTable table, String qualifier);

    /**
     * What a shard's queries of rows end with.
     *
     * @param keys how many values they select behind the row
     */
    String end(int keys);

    /** As what the values of a column can be told to another shard as keys; empty where they cannot. */
    Optional<String> keyType(LogicalColumn column);

    /** A value that a shard selects as a key, behind the row: its text. */
    String key(LogicalColumn column, String qualifier);

    /** What stands in its place for a table that gives no such key. */
    String noKey();

    /**
     * A condition that a column has one of many values, in two parts around the one parameter that takes their texts.
     */
    List<String> oneOf(LogicalColumn column, String qualifier, String keyType);

    /**
     * A member of WITH of this name that stands for a table, made of its rows, which are its one parameter. It says the
     * columns that were pulled: where a schema change is on its way, the catalog's may be others already.
     */
    String member(LogicalTable table, String name);

    /**
     * Whether each reference to a table needs a member of its own. Two that share one are read wrongly by some servers.
     */
    boolean hasMemberPerReference();

    /** Whether databases can be leased whose own tables take the rows. */
    boolean leases();

    /** What a leased database is told of a table. Generated columns are its own to compute, from the same values. */
    WorkbenchTable loaded(LogicalTable table);
}
