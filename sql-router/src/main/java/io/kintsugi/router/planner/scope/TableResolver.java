package io.kintsugi.router.planner.scope;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.router.RoutingContext;
import io.kintsugi.router.planner.bind.Refusal;
import io.kintsugi.router.planner.dialect.SqlDialect;
import io.kintsugi.router.schema.LogicalTable;
import io.kintsugi.router.syntax.QualifiedName;
import io.kintsugi.topology.Keyspace;
import io.kintsugi.topology.TableDefinition;
import io.kintsugi.topology.TableDistribution;
import io.kintsugi.topology.TableLocation;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the table behind a name: system catalog, temporary table, or a table of the topology. Immutable. */
final class TableResolver {
    private final RoutingContext context;
    private final SqlDialect dialect;
    private final String mainSchema;

    TableResolver(RoutingContext context) {
        this.context = context;
        this.dialect = SqlDialect.of(context);
        this.mainSchema = dialect.mainSchema(context);
    }

    /** A table in one schema, as far as the catalog knows it. */
    private record Found(String schema, @Nullable LogicalTable table) {}

    /** The relation of a table's name; a view comes back as DERIVED without its body. */
    Relation resolve(QualifiedName name, String visibleName, int token, Block block) {
        Optional<String> qualifier = name.qualifier();
        String table = name.name();
        if (isTemporary(qualifier, table)) {
            return new Relation(RelationKind.TEMPORARY, visibleName, token, block);
        }
        if (qualifier.isEmpty() && dialect.isNoTable(table)) {
            return new Relation(RelationKind.OPAQUE, visibleName, token, block);
        }
        if (qualifier.filter(dialect::isSystemSchema).isPresent()) {
            return new Relation(RelationKind.SYSTEM, visibleName, token, block).systemName(table);
        }
        Optional<Found> found = find(qualifier, table);
        if (found.isEmpty() && qualifier.isEmpty() && dialect.isSystemTable(table, context)) {
            return new Relation(RelationKind.SYSTEM, visibleName, token, block).systemName(table);
        }
        Found place = found.orElseGet(() -> new Found(qualifier.orElseGet(this::firstSchema), null));
        return logical(place, table, visibleName, token, block);
    }

    private boolean isTemporary(Optional<String> qualifier, String table) {
        return qualifier.filter(dialect::isTemporarySchema).isPresent()
                || (qualifier.isEmpty() && context.temporaryTables().contains(table));
    }

    private Optional<Found> find(Optional<String> qualifier, String table) {
        List<String> schemas = qualifier.map(List::of).orElse(context.searchPath());
        for (String schema : schemas) {
            Optional<LogicalTable> known = context.schema().table(schema, table);
            if (known.isPresent()) {
                return Optional.of(new Found(schema, known.get()));
            }
        }
        return Optional.empty();
    }

    private String firstSchema() {
        return context.searchPath().isEmpty()
                ? mainSchema
                : context.searchPath().get(0);
    }

    private Relation logical(Found place, String table, String visibleName, int token, Block block) {
        LogicalTable known = place.table();
        Optional<TableLocation> location = location(place.schema(), table);
        if (location.isEmpty() && known != null && known.viewDefinition().isPresent()) {
            return new Relation(RelationKind.DERIVED, visibleName, token, block)
                    .table(place.schema(), known, null, anyKeyspace())
                    .columns(columns(known));
        }
        Keyspace keyspace = location.map(TableLocation::keyspace)
                .or(() -> context.topology().defaultKeyspace())
                .orElseThrow(() -> unknown(place, table, token));
        TableDefinition definition = location.map(TableLocation::table).orElse(null);
        RelationKind kind = definition == null ? RelationKind.UNSHARDED : kindOf(definition.distribution());
        if (kind == RelationKind.SHARDED && known == null) {
            throw missing(table, keyspace, token).thrown();
        }
        return new Relation(kind, visibleName, token, block)
                .table(place.schema(), known, definition, keyspace)
                .columns(known == null ? null : columns(known));
    }

    /** Topology names carry no schema unless two schemas have a table of that name. */
    private Optional<TableLocation> location(String schema, String table) {
        Optional<TableLocation> exact = context.topology().table(schema + "." + table);
        if (exact.isPresent() || schema.equals(mainSchema)) {
            return exact.or(() -> context.topology().table(table));
        }
        boolean hidden = context.schema().table(mainSchema, table).isPresent() || dialect.keepsSchemasApart();
        return hidden ? Optional.empty() : context.topology().table(table);
    }

    private Keyspace anyKeyspace() {
        return context.topology().keyspaces().values().iterator().next();
    }

    private static RelationKind kindOf(TableDistribution distribution) {
        if (distribution instanceof TableDistribution.Sharded) {
            return RelationKind.SHARDED;
        }
        return distribution instanceof TableDistribution.Reference ? RelationKind.REFERENCE : RelationKind.UNSHARDED;
    }

    private static List<RelationColumn> columns(LogicalTable table) {
        return table.columns().stream()
                .map(column -> new RelationColumn(column.name(), Optional.of(column.type()), column.invisible()))
                .toList();
    }

    private RuntimeException unknown(Found place, String table, int token) {
        if (context.topology().table(table).isPresent()) {
            return namesake(place.schema(), table, token);
        }
        String state = place.table() != null ? "is in the catalog but in no keyspace of the topology" : "is not known";
        String keyspace = context.topology().keyspaces().keySet().iterator().next();
        String remedy = "Check the spelling, or list it in the topology, for example under keyspaces: " + keyspace
                + ": tables: " + table + ": {key: <column>} (or {reference: true}).";
        return new Refusal(ErrorCode.UNKNOWN_TABLE, "Table " + table + " " + state, remedy, token).thrown();
    }

    /** Its name is listed, but means the table of another schema. */
    private RuntimeException namesake(String schema, String table, int token) {
        String meant = mainSchema + "." + table;
        return new Refusal(
                        ErrorCode.UNKNOWN_TABLE,
                        "Table " + schema + "." + table + " is in no keyspace: in the topology " + table + " means "
                                + meant,
                        "Write " + meant + " where that one is meant, or give the other one a name of its own.",
                        token)
                .thrown();
    }

    private static Refusal missing(String table, Keyspace keyspace, int token) {
        return new Refusal(
                ErrorCode.UNKNOWN_TABLE,
                "Table " + table + " is listed in keyspace " + keyspace.name() + " but has not been created",
                "Run its CREATE TABLE through Kintsugi.",
                token);
    }
}
