package io.kintsugi.cli.validate;

import io.kintsugi.cli.existing.ExistingTable;
import io.kintsugi.topology.Keyspace;
import io.kintsugi.topology.TableDefinition;
import io.kintsugi.topology.Topology;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the topology says of tables that the database does not bear out. Stateless. */
final class TopologyNotes {
    /** From here on a reference table is a surprise: each shard keeps all of it, and each write goes everywhere. */
    private static final long REFERENCE_ROWS_MANY = 1_000_000;

    private TopologyNotes() {}

    static List<SchemaFinding> of(Topology topology, List<ExistingTable> tables) {
        Map<String, ExistingTable> known = new LinkedHashMap<>();
        tables.forEach(table -> known.put(table.name(), table));
        List<SchemaFinding> findings = new ArrayList<>();
        for (Keyspace keyspace : topology.keyspaces().values()) {
            for (TableDefinition table : keyspace.tables().values()) {
                ExistingTable existing = known.get(table.name());
                if (existing == null) {
                    findings.add(missing(keyspace, table));
                } else if (table.isReference() && existing.rows() >= REFERENCE_ROWS_MANY) {
                    findings.add(large(table, existing.rows()));
                }
            }
        }
        return findings;
    }

    private static SchemaFinding missing(Keyspace keyspace, TableDefinition table) {
        return decision(
                table,
                "The topology lists it under keyspace " + keyspace.name() + ", and the database has no such table.",
                "Create it, or take it out of the topology.");
    }

    private static SchemaFinding large(TableDefinition table, long rows) {
        return decision(
                table,
                "It is a reference table with about " + rows + " rows: each shard would keep all of them.",
                "Give it a sharding key, unless it is read much and written little.");
    }

    private static SchemaFinding decision(TableDefinition table, String what, String remedy) {
        return new SchemaFinding(SchemaFinding.Severity.DECISION, "table " + table.name(), what, remedy, "");
    }
}
