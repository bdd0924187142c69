package io.kintsugi.cli.audit;

import io.kintsugi.cli.audit.AuditFinding.Severity;
import io.kintsugi.errors.ShardException;
import io.kintsugi.router.RoutingContext;
import io.kintsugi.router.facade.RouterConfig;
import io.kintsugi.router.facade.SqlRouter;
import io.kintsugi.router.schema.BuiltInFunctions;
import io.kintsugi.router.schema.DdlSchema;
import io.kintsugi.topology.Topology;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Plans each definition of a database as if it were typed, and keeps the refusals. Stateless but for the topology. */
public final class SchemaAudit {
    /** From here on a reference table is a surprise: each shard keeps all of it, and each write goes everywhere. */
    private static final long REFERENCE_ROWS_MANY = 1_000_000;

    /** As {@code pg_get_functiondef} spells them, on a line of their own before the body. */
    private static final Pattern RETURNS_TRIGGER = Pattern.compile("(?m)^ RETURNS (event_)?trigger$");

    private static final Pattern IMMUTABLE = Pattern.compile("(?m)^ IMMUTABLE\\b");

    private final Topology topology;
    private final SqlRouter router = new SqlRouter(RouterConfig.defaults());

    public SchemaAudit(Topology topology) {
        this.topology = topology;
    }

    /**
     * @param rows of each table, as estimated
     * @return in the order of the definitions, then what concerns the topology
     */
    public List<AuditFinding> audit(List<Definition> definitions, Map<String, Long> rows) {
        List<AuditFinding> findings = new ArrayList<>();
        RoutingContext context = context(schema(definitions));
        definitions.forEach(definition -> refusal(definition, context).ifPresent(findings::add));
        findings.addAll(undeclaredFunctions(definitions));
        findings.addAll(missingTables(definitions));
        findings.addAll(largeReferenceTables(rows));
        return findings;
    }

    private RoutingContext context(DdlSchema schema) {
        return new RoutingContext(topology, schema, List.of("public"), "UTC", Optional.empty(), List.of());
    }

    /** What is not understood is left out here, and found again when it is planned. */
    public static DdlSchema schema(List<Definition> definitions) {
        List<String> understood = definitions.stream()
                .map(Definition::sql)
                .filter(SchemaAudit::isUnderstood)
                .toList();
        return DdlSchema.ofStatements(understood, BuiltInFunctions.postgreSql());
    }

    private static boolean isUnderstood(String sql) {
        try {
            DdlSchema alone = DdlSchema.ofStatements(List.of(sql), BuiltInFunctions.postgreSql());
            return alone.version() > 0;
        } catch (ShardException notUnderstood) {
            // Planning the same text gives the finding, with its place.
            return false;
        }
    }

    /** What one definition would meet under a topology and schema; empty when it would be made. */
    public Optional<AuditFinding> refusal(Definition definition, RoutingContext context) {
        try {
            router.prepare(definition.sql(), context);
            return Optional.empty();
        } catch (ShardException refused) {
            return Optional.of(new AuditFinding(
                    Severity.REFUSED,
                    definition.kind(),
                    definition.name(),
                    refused.description(),
                    refused.remedy().orElse(refused.code().advice()),
                    refused.code().id()));
        }
    }

    /** They can be created, and a call is refused: it could read rows that other shards have. */
    private List<AuditFinding> undeclaredFunctions(List<Definition> definitions) {
        return definitions.stream()
                .filter(definition -> isCallable(definition) && !isDeclared(definition))
                .map(function -> new AuditFinding(
                        Severity.NOTICE,
                        function.kind(),
                        function.name(),
                        "It could read or change rows, so statements that call it are refused over several shards.",
                        "Declare where it belongs: keyspaces.<keyspace>.functions.{" + plainName(function)
                                + ": {key: <argument number>}}, or make it IMMUTABLE if it only computes.",
                        ""))
                .toList();
    }

    private static boolean isCallable(Definition definition) {
        boolean routine =
                definition.kind().equals("function") || definition.kind().equals("procedure");
        String text = definition.sql();
        return routine
                && !RETURNS_TRIGGER.matcher(text).find()
                && !IMMUTABLE.matcher(text).find();
    }

    private boolean isDeclared(Definition function) {
        return topology.keyspaces().values().stream()
                .anyMatch(keyspace -> keyspace.functions().containsKey(plainName(function)));
    }

    /** Without schema and arguments. */
    private static String plainName(Definition function) {
        String name = function.name().replaceFirst("\\(.*", "");
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private List<AuditFinding> missingTables(List<Definition> definitions) {
        Set<String> known = new HashSet<>();
        schema(definitions).tables().forEach(table -> known.add(table.name()));
        List<AuditFinding> findings = new ArrayList<>();
        topology.keyspaces()
                .values()
                .forEach(keyspace -> keyspace.tables().keySet().stream()
                        .filter(table -> !known.contains(table))
                        .map(table -> new AuditFinding(
                                Severity.NOTICE,
                                "table",
                                table,
                                "The topology lists it under keyspace " + keyspace.name()
                                        + ", and the database has no such" + " table.",
                                "Create it, or take it out of the topology.",
                                ""))
                        .forEach(findings::add));
        return findings;
    }

    private List<AuditFinding> largeReferenceTables(Map<String, Long> rows) {
        List<AuditFinding> findings = new ArrayList<>();
        topology.keyspaces()
                .values()
                .forEach(keyspace -> keyspace.tables().forEach((name, table) -> {
                    long estimated = rows.getOrDefault(name, 0L);
                    if (table.isReference() && estimated >= REFERENCE_ROWS_MANY) {
                        findings.add(new AuditFinding(
                                Severity.NOTICE,
                                "table",
                                name,
                                "It is a reference table with about " + estimated
                                        + " rows: each shard would keep all of them.",
                                "Give it a sharding key, unless it is read much and written little.",
                                ""));
                    }
                }));
        return findings;
    }
}
