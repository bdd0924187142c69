package io.kintsugi.engine.ddl;

import io.kintsugi.node.DdlObject;
import io.kintsugi.router.syntax.DdlStatement;
import io.kintsugi.router.syntax.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The objects of MySQL that a schema change names: what they look like tells whether it has run. */
final class DdlObjects implements DdlStatement.Visitor<List<DdlObject>> {
    private final Optional<String> database;

    /** @param database where unqualified names are looked up; empty for the node's own */
    DdlObjects(Optional<String> database) {
        this.database = database;
    }

    private DdlObject object(DdlObject.Kind kind, QualifiedName name) {
        return new DdlObject(kind, name.qualifier().or(() -> database), name.name());
    }

    private List<DdlObject> table(QualifiedName name) {
        return List.of(object(DdlObject.Kind.TABLE, name));
    }

    private List<DdlObject> tables(List<QualifiedName> names) {
        return names.stream().map(name -> object(DdlObject.Kind.TABLE, name)).toList();
    }

    @Override
    public List<DdlObject> createTable(DdlStatement.CreateTable statement) {
        return table(statement.name());
    }

    @Override
    public List<DdlObject> createIndex(DdlStatement.CreateIndex statement) {
        return table(statement.table());
    }

    @Override
    public List<DdlObject> alterTable(DdlStatement.AlterTable statement) {
        return table(statement.table());
    }

    @Override
    public List<DdlObject> dropObjects(DdlStatement.DropObjects statement) {
        return switch (statement.kind()) {
            case TRIGGER ->
                statement.names().stream()
                        .map(name -> object(DdlObject.Kind.TRIGGER, name))
                        .toList();
            case FUNCTION -> routines(statement.names());
            case INDEX -> tables(statement.table().map(List::of).orElse(statement.names()));
            case SCHEMA, SERVER_WIDE ->
                statement.names().stream()
                        .map(name -> new DdlObject(DdlObject.Kind.DATABASE, Optional.empty(), name.name()))
                        .toList();
            default -> tables(statement.names());
        };
    }

    /** The tree does not tell functions and procedures apart: one of the two is absent before and after. */
    private List<DdlObject> routines(List<QualifiedName> names) {
        List<DdlObject> both = new ArrayList<>();
        for (QualifiedName name : names) {
            both.add(object(DdlObject.Kind.FUNCTION, name));
            both.add(object(DdlObject.Kind.PROCEDURE, name));
        }
        return both;
    }

    @Override
    public List<DdlObject> renameTables(DdlStatement.RenameTables statement) {
        List<DdlObject> both = new ArrayList<>();
        statement.tables().forEach(renaming -> both.addAll(tables(List.of(renaming.from(), renaming.to()))));
        return both;
    }

    @Override
    public List<DdlObject> truncate(DdlStatement.Truncate statement) {
        return tables(statement.tables());
    }

    @Override
    public List<DdlObject> createView(DdlStatement.CreateView statement) {
        return table(statement.name());
    }

    @Override
    public List<DdlObject> createSequence(DdlStatement.CreateSequence statement) {
        return List.of();
    }

    @Override
    public List<DdlObject> createType(DdlStatement.CreateType statement) {
        return List.of();
    }

    @Override
    public List<DdlObject> createFunction(DdlStatement.CreateFunction statement) {
        return routines(List.of(statement.name()));
    }

    @Override
    public List<DdlObject> createSchema(DdlStatement.CreateSchema statement) {
        return statement.name().stream()
                .map(name -> new DdlObject(DdlObject.Kind.DATABASE, Optional.empty(), name.name()))
                .toList();
    }

    @Override
    public List<DdlObject> createExtension(DdlStatement.CreateExtension statement) {
        return List.of();
    }

    @Override
    public List<DdlObject> comment(DdlStatement.Comment statement) {
        return List.of();
    }

    @Override
    public List<DdlObject> grant(DdlStatement.Grant statement) {
        return List.of();
    }

    @Override
    public List<DdlObject> other(DdlStatement.OtherDdl statement) {
        return statement.name().stream()
                .map(name -> object(kind(statement.object()), name))
                .toList();
    }

    private static DdlObject.Kind kind(String words) {
        return switch (words.toUpperCase(Locale.ROOT)) {
            case "TRIGGER" -> DdlObject.Kind.TRIGGER;
            case "EVENT" -> DdlObject.Kind.EVENT;
            case "FUNCTION" -> DdlObject.Kind.FUNCTION;
            case "PROCEDURE" -> DdlObject.Kind.PROCEDURE;
            case "DATABASE", "SCHEMA" -> DdlObject.Kind.DATABASE;
            default -> DdlObject.Kind.TABLE;
        };
    }
}
