package io.kintsugi.router.planner.ddl;

import io.kintsugi.router.RoutingContext;
import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.plan.ShardId;
import io.kintsugi.router.planner.dialect.SqlDialect;
import io.kintsugi.router.schema.LogicalTable;
import io.kintsugi.router.syntax.AlterAction;
import io.kintsugi.router.syntax.DdlStatement;
import io.kintsugi.router.syntax.DdlStatement.ObjectKind;
import io.kintsugi.router.syntax.Identifier;
import io.kintsugi.router.syntax.QualifiedName;
import io.kintsugi.topology.Keyspace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rules for each kind of definition. Confined to one plan. */
final class StatementRules implements DdlStatement.Visitor<Target> {
    private final LexedSql sql;
    private final RoutingContext context;
    private final Placements placements;
    private final TableDefinitions definitions;
    private final ObjectRules objects;
    private final SystemNames systemNames;

    StatementRules(LexedSql sql, RoutingContext context) {
        this.sql = sql;
        this.context = context;
        this.systemNames = new SystemNames(context);
        this.placements = new Placements(context.topology());
        this.definitions = new TableDefinitions(context);
        this.objects = new ObjectRules(sql, placements, definitions);
    }

    @Override
    public Target createTable(DdlStatement.CreateTable statement) {
        requireLasting(statement, "table");
        systemNames.requireUserName(statement.name());
        return new CreateTableRules(sql, placements, definitions, statement).check();
    }

    /** Temporary objects live in one session on one shard; whoever may have them has been sent there before. */
    private void requireLasting(DdlStatement statement, String what) {
        if (DdlPlanner.isSessionLocal(statement, context)) {
            throw Refusal.of(
                    "A temporary " + what + " lives in one session of one shard, and this session is bound to none.",
                    "Bind the session with SET kintsugi.shard first, or use a lasting one.");
        }
    }

    @Override
    public Target createIndex(DdlStatement.CreateIndex statement) {
        requireLasting(statement, "table");
        systemNames.requireUserName(statement.table());
        Placement table = placements.require(statement.table().name());
        if (statement.unique()) {
            List<String> columns =
                    statement.columns().stream().map(Identifier::name).toList();
            UniquenessRule.check(table, columns, "A unique index on (" + String.join(", ", columns) + ")");
        }
        return statement.concurrently()
                ? Target.of(table).because(List.of("CONCURRENTLY runs outside a transaction on each database."))
                : Target.of(table);
    }

    @Override
    public Target alterTable(DdlStatement.AlterTable statement) {
        requireLasting(statement, "table");
        systemNames.requireUserName(statement.table());
        Optional<LogicalTable> known = definitions.find(statement.table());
        if (known.flatMap(LogicalTable::viewDefinition).isPresent()) {
            return objects.ofRelation(statement.table());
        }
        Placement table = placements.require(statement.table().name());
        AlterTableRules rules = new AlterTableRules(sql, table, placements, definitions, systemNames, known);
        List<String> notes = new ArrayList<>();
        for (AlterAction action : statement.actions()) {
            notes.addAll(action.accept(rules));
        }
        return Target.of(table).because(notes);
    }

    @Override
    public Target dropObjects(DdlStatement.DropObjects statement) {
        requireLasting(statement, "table");
        if (statement.kind() == ObjectKind.SCHEMA) {
            statement.names().forEach(name -> requireNotMain(name.name()));
        }
        statement.names().forEach(systemNames::requireUserName);
        return switch (statement.kind()) {
            case TABLE -> dropTables(statement);
            case VIEW, MATERIALIZED_VIEW -> objects.views(statement.names(), statement.ifExists());
            case INDEX, SEQUENCE ->
                statement.table().isPresent()
                        ? table(statement.table())
                        : objects.somewhere(statement.kind(), statement.ifExists());
            case FUNCTION -> objects.functions(statement.names(), statement.ifExists());
            case TRIGGER, RULE, POLICY -> table(statement.table());
            case TYPE, DOMAIN, SCHEMA, EXTENSION, COLLATION -> objects.everywhere(statement.kind());
            case COLUMN, CONSTRAINT, SERVER_WIDE, OTHER -> objects.refused("DROP");
        };
    }

    /** The cluster's own database of MySQL is not dropped by a statement. */
    private void requireNotMain(String schema) {
        systemNames.requireUserSchema(schema);
        SqlDialect dialect = definitions.dialect();
        if (dialect.keepsSchemasApart() && schema.equals(dialect.mainSchema(context))) {
            throw Refusal.of(
                    "The database \"" + schema + "\" is the cluster itself.",
                    "Drop its tables, or do it on the servers with a tool of the database.");
        }
    }

    private Target dropTables(DdlStatement.DropObjects statement) {
        List<Placement> tables = statement.names().stream()
                .map(name -> placements.require(name.name()))
                .toList();
        Map<String, Target> byKeyspace = new LinkedHashMap<>();
        tables.forEach(table -> byKeyspace.put(table.keyspace().name(), Target.of(table)));
        if (byKeyspace.size() > 1 && !statement.ifExists()) {
            throw severalKeyspaces(
                    "DROP TABLE",
                    byKeyspace.keySet(),
                    "Use DROP TABLE IF EXISTS, or drop the tables of each keyspace alone.");
        }
        List<ShardId> shards = byKeyspace.values().stream()
                .flatMap(target -> target.shards().stream())
                .toList();
        List<String> reasons = byKeyspace.values().stream()
                .flatMap(target -> target.reasons().stream())
                .toList();
        return new Target(shards, reasons);
    }

    private static RuntimeException severalKeyspaces(String what, Collection<String> keyspaces, String remedy) {
        return Refusal.of(
                what + " names tables of several keyspaces (" + String.join(", ", keyspaces)
                        + "), and no shard has them all.",
                remedy);
    }

    private Target table(Optional<QualifiedName> name) {
        return Target.of(placements.require(name.orElseThrow().name()));
    }

    @Override
    public Target renameTables(DdlStatement.RenameTables statement) {
        requireLasting(statement, "table");
        List<QualifiedName> names =
                statement.tables().stream().map(DdlStatement.Renaming::from).toList();
        List<Placement> tables = sameKeyspace("RENAME TABLE", names, "Rename the tables of each keyspace alone.");
        for (int i = 0; i < tables.size(); i++) {
            QualifiedName to = statement.tables().get(i).to();
            systemNames.requireUserName(to);
            new AlterTableRules(sql, tables.get(i), placements, definitions, systemNames, Optional.empty())
                    .requireSamePlace(to.name());
        }
        return Target.of(tables.get(0));
    }

    @Override
    public Target truncate(DdlStatement.Truncate statement) {
        requireLasting(statement, "table");
        List<Placement> tables =
                sameKeyspace("TRUNCATE", statement.tables(), "Truncate the tables of each keyspace alone.");
        boolean generated = tables.stream().anyMatch(table -> !table.generate().isEmpty());
        List<String> notes = statement.restartIdentity() && generated
                ? List.of("RESTART IDENTITY does not restart ids that Kintsugi generates.")
                : List.of();
        return Target.of(tables.get(0)).because(notes);
    }

    private List<Placement> sameKeyspace(String what, List<QualifiedName> names, String remedy) {
        names.forEach(systemNames::requireUserName);
        List<Placement> tables =
                names.stream().map(name -> placements.require(name.name())).toList();
        List<String> keyspaces =
                tables.stream().map(table -> table.keyspace().name()).distinct().toList();
        if (keyspaces.size() > 1) {
            throw severalKeyspaces(what, keyspaces, remedy);
        }
        return tables;
    }

    @Override
    public Target createView(DdlStatement.CreateView statement) {
        requireLasting(statement, "view");
        systemNames.requireUserName(statement.name());
        if (context.topology().table(statement.name().name()).isPresent() && !statement.materialized()) {
            throw Refusal.of(
                    "The topology lists \"" + statement.name().name() + "\" as a table, so it cannot be a view.",
                    "Give the view another name, or take the entry out of the topology.");
        }
        Collection<Keyspace> keyspaces = MentionedTables.keyspaces(sql, statement.query(), definitions, placements);
        return statement.materialized()
                ? objects.materializedView(statement.name(), keyspaces)
                : objects.over("The view \"" + statement.name().name() + "\"", keyspaces);
    }

    @Override
    public Target createSequence(DdlStatement.CreateSequence statement) {
        requireLasting(statement, "sequence");
        systemNames.requireUserName(statement.name());
        if (statement.ownedBy().isPresent()) {
            return objects.ownedSequence(statement.ownedBy().get());
        }
        Target target = objects.everywhere(ObjectKind.SEQUENCE);
        return placements.isOneShard()
                ? target
                : target.because(
                        List.of("Each shard counts for itself; the catalog answers nextval that stands alone."));
    }

    @Override
    public Target createType(DdlStatement.CreateType statement) {
        systemNames.requireUserName(statement.name());
        return objects.everywhere(ObjectKind.TYPE);
    }

    @Override
    public Target createFunction(DdlStatement.CreateFunction statement) {
        systemNames.requireUserName(statement.name());
        return objects.newFunction(statement);
    }

    @Override
    public Target createSchema(DdlStatement.CreateSchema statement) {
        statement.name().map(Identifier::name).ifPresent(systemNames::requireUserSchema);
        if (statement.elements() && !placements.isOneShard()) {
            throw Refusal.of(
                    "CREATE SCHEMA with objects in it would put them all on every shard.",
                    "Create the schema first, then each object in a statement of its own.");
        }
        return objects.everywhere(ObjectKind.SCHEMA);
    }

    @Override
    public Target createExtension(DdlStatement.CreateExtension statement) {
        return objects.everywhere(ObjectKind.EXTENSION);
    }

    @Override
    public Target comment(DdlStatement.Comment statement) {
        requireLasting(statement, "table");
        return onObject(statement.kind(), statement.name());
    }

    private Target onObject(ObjectKind kind, Optional<QualifiedName> name) {
        name.ifPresent(systemNames::requireUserName);
        return switch (kind) {
            case TABLE, VIEW, MATERIALIZED_VIEW, COLUMN, CONSTRAINT, TRIGGER, RULE, POLICY ->
                objects.ofRelation(name.orElseThrow());
            case INDEX, SEQUENCE -> objects.somewhere(kind, false);
            case FUNCTION -> objects.functions(List.of(name.orElseThrow()), false);
            case TYPE, DOMAIN, SCHEMA, EXTENSION, COLLATION, SERVER_WIDE, OTHER -> objects.everywhere(kind);
        };
    }

    @Override
    public Target grant(DdlStatement.Grant statement) {
        requireLasting(statement, "table");
        if (statement.kind() == ObjectKind.TABLE && statement.names().size() > 1) {
            return Target.of(sameKeyspace(
                            "GRANT or REVOKE",
                            statement.names(),
                            "Name the tables of each keyspace in a statement of their own.")
                    .get(0));
        }
        return onObject(statement.kind(), statement.names().stream().findFirst());
    }

    @Override
    public Target other(DdlStatement.OtherDdl statement) {
        requireLasting(statement, "table");
        statement.name().ifPresent(systemNames::requireUserName);
        statement.table().ifPresent(systemNames::requireUserName);
        return switch (statement.kind()) {
            case TRIGGER, RULE, POLICY -> objects.attached(statement, table(statement.table()));
            case TABLE, VIEW, MATERIALIZED_VIEW ->
                objects.ofRelation(statement.name().orElseThrow());
            case INDEX -> objects.somewhere(statement.kind(), false);
            case SEQUENCE -> objects.alteredSequence();
            case FUNCTION -> objects.functions(List.of(statement.name().orElseThrow()), false);
            case SCHEMA, TYPE, DOMAIN, EXTENSION, COLLATION -> {
                statement.name().ifPresent(this::requireUserSchemaName);
                yield objects.everywhere(statement.kind());
            }
            case SERVER_WIDE, COLUMN, CONSTRAINT, OTHER -> objects.unusual(statement);
        };
    }

    private void requireUserSchemaName(QualifiedName name) {
        systemNames.requireUserSchema(name.name());
    }
}
