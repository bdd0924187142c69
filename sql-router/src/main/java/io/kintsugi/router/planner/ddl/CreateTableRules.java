package io.kintsugi.router.planner.ddl;

import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.schema.ColumnReader;
import io.kintsugi.router.schema.LogicalColumn;
import io.kintsugi.router.schema.LogicalTable;
import io.kintsugi.router.syntax.DdlStatement.CreateTable;
import io.kintsugi.router.syntax.QualifiedName;
import io.kintsugi.router.syntax.TableConstraint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether a table may be created where the topology puts it. Confined to one plan. */
final class CreateTableRules {
    private final LexedSql sql;
    private final Placements placements;
    private final TableDefinitions definitions;
    private final CreateTable statement;

    CreateTableRules(LexedSql sql, Placements placements, TableDefinitions definitions, CreateTable statement) {
        this.sql = sql;
        this.placements = placements;
        this.definitions = definitions;
        this.statement = statement;
    }

    Target check() {
        String name = statement.name().name();
        List<List<String>> keys = ColumnReader.uniqueKeys(statement.columns(), statement.constraints());
        Placement table = placements.find(name).orElseThrow(() -> placements.unknown(name, likelyKey(keys)));
        if (!table.isSpread() && placements.isOneShard()) {
            return Target.of(table);
        }
        StorageEngineRule.check(sql, table);
        checkRelatives(table);
        if (table.isSpread()) {
            checkSpread(table, keys);
        } else {
            checkQuery(table);
        }
        checkConstraints(table, keys);
        return Target.of(table).because(notes(table));
    }

    private static String likelyKey(List<List<String>> keys) {
        return keys.isEmpty() ? "<column>" : keys.get(0).get(0);
    }

    private void checkSpread(Placement table, List<List<String>> keys) {
        if (statement.query().isPresent()) {
            throw Refusal.of(
                    "CREATE TABLE … AS would fill each copy or part of the " + table.described()
                            + " from its own shard.",
                    "Create the table with its columns first, then fill it with INSERT.");
        }
        if (statement.ofType()) {
            throw Refusal.of(
                    "The " + table.described() + " takes its columns from a composite type, which are not known here.",
                    "Write the columns out.");
        }
        List<LogicalColumn> columns = new ArrayList<>(takenColumns());
        if (statement.partitionOf().isEmpty()) {
            String name = statement.name().name();
            columns.addAll(definitions
                    .columns(statement.options())
                    .columns(name, statement.columns(), statement.constraints(), sql));
        }
        KeyColumnRule.checkTable(table, columns, definitions.dialect());
        columns.forEach(column -> GeneratedValueRule.check(table, column));
        columns.forEach(column -> UserFunctionRule.check(table, column, definitions));
    }

    /** Columns from LIKE, INHERITS and PARTITION OF; without INCLUDING a LIKE brings neither defaults nor keys. */
    private List<LogicalColumn> takenColumns() {
        List<LogicalColumn> columns = new ArrayList<>();
        boolean including = takesAll();
        for (QualifiedName model : statement.like()) {
            known(model).columns().forEach(column -> columns.add(including ? column : bare(column)));
        }
        List<QualifiedName> parents = new ArrayList<>(statement.inherits());
        statement.partitionOf().ifPresent(parents::add);
        parents.forEach(parent -> columns.addAll(known(parent).columns()));
        return columns;
    }

    /** LIKE of MySQL always takes defaults and keys. */
    private boolean takesAll() {
        return mentions("INCLUDING") || definitions.dialect().keepsSchemasApart();
    }

    private boolean mentions(String keyword) {
        for (int i = 0; i < sql.count(); i++) {
            if (sql.isKeyword(i, keyword)) {
                return true;
            }
        }
        return false;
    }

    private static LogicalColumn bare(LogicalColumn column) {
        return new LogicalColumn(
                column.name(), column.type(), column.notNull(), Optional.empty(), LogicalColumn.Identity.NONE, false);
    }

    private LogicalTable known(QualifiedName name) {
        return definitions
                .find(name)
                .orElseThrow(() -> Refusal.of(
                        "The columns of \"" + name.name() + "\" are not known, and with them those of \""
                                + statement.name().name() + "\".",
                        "Write the columns out."));
    }

    /** Parents and children are read through each other, so they are distributed alike. */
    private void checkRelatives(Placement table) {
        List<QualifiedName> parents = new ArrayList<>(statement.inherits());
        statement.partitionOf().ifPresent(parents::add);
        for (QualifiedName parent : parents) {
            checkAlike(table, placements.require(parent.name()));
        }
        for (QualifiedName model : statement.like()) {
            Placement other = placements.require(model.name());
            if (!other.sameKeyspace(table)) {
                throw Refusal.of(
                        "LIKE " + model.name() + " names a table that the shards of the " + table.described()
                                + " do not have.",
                        "Write the columns out.");
            }
        }
    }

    static void checkAlike(Placement child, Placement parent) {
        boolean alike = child.sameKeyspace(parent) && child.distribution().equals(parent.distribution());
        if (!alike) {
            throw Refusal.of(
                    "The " + child.described() + " is read and written through the " + parent.described()
                            + ", so both must lie in one keyspace and have the same sharding key.",
                    "Give \"" + child.table() + "\" the same entry in the topology as \"" + parent.table() + "\".");
        }
    }

    /** An unsharded table of a larger cluster may be filled only from what its own shard has. */
    private void checkQuery(Placement table) {
        if (statement.query().isEmpty()) {
            return;
        }
        boolean foreign = MentionedTables.keyspaces(sql, statement.query().get(), definitions, placements).stream()
                .anyMatch(keyspace -> !keyspace.name().equals(table.keyspace().name()));
        if (foreign) {
            throw Refusal.of(
                    "CREATE TABLE … AS reads tables that are not on the shard of the " + table.described() + ".",
                    "Create the table with its columns first, then fill it with INSERT.");
        }
    }

    private void checkConstraints(Placement table, List<List<String>> keys) {
        List<String> primaryKey = keys.isEmpty() ? List.of() : keys.get(0);
        ConstraintRules rules = new ConstraintRules(sql, table, placements, definitions, primaryKey);
        List<TableConstraint> constraints = new ArrayList<>(statement.constraints());
        statement.columns().forEach(column -> constraints.addAll(column.constraints()));
        constraints.forEach(constraint -> constraint.accept(rules));
        if (table.isSharded() && takesAll()) {
            statement.like().stream()
                    .flatMap(model -> known(model).uniqueKeys().stream())
                    .forEach(key -> UniquenessRule.check(
                            table, key, "UNIQUE (" + String.join(", ", key) + "), taken over by LIKE,"));
        }
    }

    private List<String> notes(Placement table) {
        if (statement.query().isPresent()) {
            return List.of("The catalog's copy of the table stays empty of the cluster's rows.");
        }
        return table.isSharded()
                ? List.of("What is unique contains the sharding key \""
                        + table.keyColumn().orElse("") + "\"; foreign keys stay inside a shard.")
                : List.of();
    }
}
