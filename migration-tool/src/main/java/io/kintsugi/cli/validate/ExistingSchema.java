package io.kintsugi.cli.validate;

import io.kintsugi.cli.existing.Definition;
import io.kintsugi.cli.existing.ExistingDatabase;
import io.kintsugi.cli.existing.Note;
import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.topology.Topology;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Judges the schema of a database that exists against a topology. */
final class ExistingSchema {
    private ExistingSchema() {}

    /** @param address as it may be shown: without a password */
    static SchemaReport judge(ExistingDatabase database, Topology topology, String address) throws SQLException {
        if (database.dialect() != topology.dialect()) {
            throw new ShardException(
                            ErrorCode.INVALID_ARGUMENT,
                            "The topology is for " + topology.dialect().label() + ", but the database is one of "
                                    + database.dialect().label() + ".")
                    .withRemedy("Give the topology of a cluster of the same dialect.");
        }
        List<Definition> definitions = database.definitions();
        List<SchemaFinding> findings =
                new ArrayList<>(new SchemaJudge(topology, database.mySql(), definitions).judge(definitions));
        for (Note note : database.notes()) {
            if (!isDeclared(topology, note)) {
                findings.add(new SchemaFinding(
                        SchemaFinding.Severity.DECISION, note.subject(), note.what(), note.remedy(), ""));
            }
        }
        findings.addAll(TopologyNotes.of(topology, database.tables()));
        return new SchemaReport(address, definitions.size(), findings);
    }

    private static boolean isDeclared(Topology topology, Note note) {
        return topology.keyspaces().values().stream()
                .flatMap(keyspace -> keyspace.functions().keySet().stream())
                .anyMatch(function -> note.subject().equalsIgnoreCase("function " + function)
                        || note.subject().equalsIgnoreCase("procedure " + function));
    }
}
