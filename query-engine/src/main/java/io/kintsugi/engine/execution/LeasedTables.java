package io.kintsugi.engine.execution;

import io.kintsugi.engine.api.Bindings;
import io.kintsugi.router.plan.ShardId;
import io.kintsugi.router.plan.ShardSql;
import io.kintsugi.router.plan.WorkbenchTable;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The tables of a leased database that rows are to be put into: whether they are as they have to be. Rows of a
 * partitioned table find their partitions by themselves; where tables inherit from each other, nobody could tell
 * whose rows are whose.
 */
final class LeasedTables {
    /** What there is to know of the tables and of their partitions. */
    private static final String KIN = """
            WITH RECURSIVE loaded AS (
                SELECT c.oid, c.relkind FROM ROWS FROM (
                    pg_catalog.unnest(?::pg_catalog.text[]), pg_catalog.unnest(?::pg_catalog.text[])) AS w (s, t)
                JOIN pg_catalog.pg_namespace n ON n.nspname = w.s
                JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid AND c.relname = w.t),
            below AS (
                SELECT c.oid, c.relkind, c.relispartition FROM loaded l
                JOIN pg_catalog.pg_inherits i ON i.inhparent = l.oid
                JOIN pg_catalog.pg_class c ON c.oid = i.inhrelid
                UNION
                SELECT c.oid, c.relkind, c.relispartition FROM below b
                JOIN pg_catalog.pg_inherits i ON i.inhparent = b.oid
                JOIN pg_catalog.pg_class c ON c.oid = i.inhrelid),
            everything AS (SELECT oid, relkind FROM loaded UNION SELECT oid, relkind FROM below)
            SELECT 'partition', n.nspname, c.relname FROM below b
            JOIN pg_catalog.pg_class c ON c.oid = b.oid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            UNION ALL SELECT 'heir', '', b.oid::pg_catalog.regclass::pg_catalog.text FROM below b
            WHERE NOT b.relispartition OR b.oid IN (SELECT oid FROM loaded)
            UNION ALL SELECT 'strange', '', e.oid::pg_catalog.regclass::pg_catalog.text FROM everything e
            WHERE e.relkind NOT IN ('r', 'p')
            UNION ALL SELECT 'always', '', e.oid::pg_catalog.regclass::pg_catalog.text FROM everything e
            WHERE EXISTS (SELECT FROM pg_catalog.pg_trigger t WHERE t.tgrelid = e.oid AND t.tgenabled IN ('A', 'R'))
            OR EXISTS (SELECT FROM pg_catalog.pg_rewrite r WHERE r.ev_class = e.oid AND r.ev_enabled IN ('A', 'R'))
            UNION ALL SELECT 'trigger', '', e.oid::pg_catalog.regclass::pg_catalog.text FROM everything e
            WHERE EXISTS (SELECT FROM pg_catalog.pg_trigger t WHERE t.tgrelid = e.oid AND t.tgenabled = 'O')
            OR EXISTS (SELECT FROM pg_catalog.pg_rewrite r WHERE r.ev_class = e.oid AND r.ev_enabled = 'O')
            UNION ALL SELECT 'counted', '', e.oid::pg_catalog.regclass::pg_catalog.text FROM everything e
            JOIN pg_catalog.pg_class c ON c.oid = e.oid
            WHERE c.relkind = 'r' AND c.reltuples >= 0 AND c.reltuples < c.relpages
            UNION ALL SELECT 'loaded', '', l.oid::pg_catalog.regclass::pg_catalog.text FROM loaded l
            """;

    private static final int WHAT = 1;
    private static final int SCHEMA = 2;
    private static final int NAME = 3;

    private final Set<String> readable = new HashSet<>();
    private final List<String> counted = new ArrayList<>();
    private boolean triggers;
    private int found;

    private LeasedTables() {}

    /** Looks at them; refuses what rows cannot be put into, or holds rows already. */
    static LeasedTables of(List<WorkbenchTable> tables, WorkbenchCalls calls) throws SQLException {
        LeasedTables kin = new LeasedTables();
        tables.forEach(table -> kin.readable.add(ServerPlan.key(table.schema(), table.name())));
        List<List<String>> names = List.of(
                tables.stream().map(WorkbenchTable::schema).toList(),
                tables.stream().map(WorkbenchTable::name).toList());
        calls.read(new ShardSql(ShardId.CATALOG, KIN, List.of(1, 2)), PulledRows.arrays(names, calls.rules()), rows -> {
            while (rows.next()) {
                kin.note(rows);
            }
            return rows;
        });
        if (kin.found < tables.size()) {
            throw WorkbenchReading.unsuited("a table is missing there; a schema change may be on its way", null);
        }
        requireEmpty(tables, calls);
        return kin;
    }

    private void note(ResultSet rows) throws SQLException {
        String name = rows.getString(NAME);
        switch (rows.getString(WHAT)) {
            case "partition" -> readable.add(ServerPlan.key(rows.getString(SCHEMA), name));
            case "trigger" -> triggers = true;
            case "loaded" -> found++;
            case "counted" -> counted.add(name);
            case "heir" -> throw WorkbenchReading.unsuited(name + " inherits from a table that is read", null);
            case "always" ->
                throw WorkbenchReading.unsuited(name + " has triggers or rules that nothing keeps quiet", null);
            default -> throw WorkbenchReading.unsuited(name + " is not an ordinary table there", null);
        }
    }

    private static void requireEmpty(List<WorkbenchTable> tables, WorkbenchCalls calls) throws SQLException {
        String any = tables.stream()
                .map(table -> "EXISTS (SELECT FROM " + table.text() + ")")
                .collect(Collectors.joining(" OR ", "SELECT ", ""));
        boolean rows = calls.read(
                new ShardSql(ShardId.CATALOG, any, List.of()),
                Bindings.NONE,
                answer -> answer.next() && answer.getBoolean(1));
        if (rows) {
            throw WorkbenchReading.unsuited("a table has rows there, which should have none", null);
        }
    }

    /** Refuses a plan that reads anything but these tables: it would be empty. */
    void requireReads(Set<String> tables) {
        tables.stream().filter(table -> !readable.contains(table)).findFirst().ifPresent(table -> {
            throw WorkbenchReading.unsuited(table + " would be read, which is empty there", null);
        });
    }

    /**
     * Those of which the server has noted that they are empty, as it does by itself after some rollbacks. Whatever is
     * then put into them, it plans as if they held a single row.
     */
    List<String> notedAsEmpty() {
        return counted;
    }

    /** Whether putting rows into them would fire anything, be it a trigger or a rule. */
    boolean haveTriggers() {
        return triggers;
    }
}
