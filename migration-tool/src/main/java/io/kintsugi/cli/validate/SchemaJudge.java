package io.kintsugi.cli.validate;

import io.kintsugi.cli.existing.DefinedSchema;
import io.kintsugi.cli.existing.Definition;
import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.router.MySqlSession;
import io.kintsugi.router.RoutingContext;
import io.kintsugi.router.facade.SqlRouter;
import io.kintsugi.router.schema.LogicalSchema;
import io.kintsugi.topology.Dialect;
import io.kintsugi.topology.Topology;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Asks the router itself about every definition of an existing schema: what it would refuse is a problem, in its words
 * and with its remedy, so that nothing is judged twice by different rules.
 */
final class SchemaJudge {
    private static final String PLACE = " \\(line [0-9]+, column [0-9]+\\)";

    private final SqlRouter router = DefinedSchema.router();
    private final RoutingContext context;

    /** @param mySql the server's; without meaning for PostgreSQL */
    SchemaJudge(Topology topology, MySqlSession mySql, List<Definition> definitions) {
        String schemaName = schemaName(topology);
        LogicalSchema schema = DefinedSchema.of(topology.dialect(), schemaName, definitions);
        this.context = DefinedSchema.context(topology, schema, schemaName, mySql);
    }

    /** The schema as it would be in the cluster: in MySQL it is the database that the nodes name. */
    private static String schemaName(Topology topology) {
        return topology.dialect() == Dialect.MYSQL
                ? topology.nodes().values().iterator().next().database()
                : "public";
    }

    /** One finding a refused definition; of a table that has no place, only that. */
    List<SchemaFinding> judge(List<Definition> definitions) {
        List<SchemaFinding> findings = new ArrayList<>();
        Set<String> homeless = new HashSet<>();
        for (Definition definition : definitions) {
            if (!homeless.contains(definition.table())) {
                refusal(definition).ifPresent(refused -> {
                    findings.add(finding(definition, refused));
                    if (refused.code() == ErrorCode.UNKNOWN_TABLE) {
                        homeless.add(definition.table());
                    }
                });
            }
        }
        return findings;
    }

    private Optional<ShardException> refusal(Definition definition) {
        try {
            router.prepare(definition.sql(), context);
            return Optional.empty();
        } catch (ShardException refused) {
            return Optional.of(refused);
        }
    }

    private static SchemaFinding finding(Definition definition, ShardException refused) {
        return new SchemaFinding(
                SchemaFinding.Severity.REFUSED,
                definition.subject(),
                refused.description().replaceAll(PLACE, ""),
                refused.remedy().orElse(refused.code().advice()),
                refused.code().id());
    }
}
