package io.kintsugi.router.planner.ddl;

import io.kintsugi.router.syntax.DdlStatement;
import io.kintsugi.router.syntax.QualifiedName;
import java.util.List;

/** Whether a definition is about temporary objects alone. */
final class SessionObjects implements DdlStatement.Visitor<Boolean> {
    private static final String TEMPORARY_SCHEMA = "pg_temp";

    private final List<String> temporaryTables;

    SessionObjects(List<String> temporaryTables) {
        this.temporaryTables = temporaryTables;
    }

    private boolean isTemporary(QualifiedName name) {
        return name.qualifier()
                .map(schema -> schema.equals(TEMPORARY_SCHEMA))
                .orElseGet(() -> temporaryTables.contains(name.name()));
    }

    private boolean areTemporary(List<QualifiedName> names) {
        return !names.isEmpty() && names.stream().allMatch(this::isTemporary);
    }

    @Override
    public Boolean createTable(DdlStatement.CreateTable statement) {
        return statement.temporary()
                || statement.name().qualifier().filter(TEMPORARY_SCHEMA::equals).isPresent();
    }

    @Override
    public Boolean createIndex(DdlStatement.CreateIndex statement) {
        return isTemporary(statement.table());
    }

    @Override
    public Boolean alterTable(DdlStatement.AlterTable statement) {
        return isTemporary(statement.table());
    }

    @Override
    public Boolean dropObjects(DdlStatement.DropObjects statement) {
        return statement.kind() == DdlStatement.ObjectKind.TABLE && areTemporary(statement.names());
    }

    @Override
    public Boolean renameTables(DdlStatement.RenameTables statement) {
        return areTemporary(
                statement.tables().stream().map(DdlStatement.Renaming::from).toList());
    }

    @Override
    public Boolean truncate(DdlStatement.Truncate statement) {
        return areTemporary(statement.tables());
    }

    @Override
    public Boolean createView(DdlStatement.CreateView statement) {
        return statement.temporary();
    }

    @Override
    public Boolean createSequence(DdlStatement.CreateSequence statement) {
        return statement.temporary();
    }

    @Override
    public Boolean createType(DdlStatement.CreateType statement) {
        return false;
    }

    @Override
    public Boolean createFunction(DdlStatement.CreateFunction statement) {
        return false;
    }

    @Override
    public Boolean createSchema(DdlStatement.CreateSchema statement) {
        return false;
    }

    @Override
    public Boolean createExtension(DdlStatement.CreateExtension statement) {
        return false;
    }

    @Override
    public Boolean comment(DdlStatement.Comment statement) {
        return statement.name().filter(this::isTemporary).isPresent();
    }

    @Override
    public Boolean grant(DdlStatement.Grant statement) {
        return areTemporary(statement.names());
    }

    @Override
    public Boolean other(DdlStatement.OtherDdl statement) {
        return statement.table().filter(this::isTemporary).isPresent();
    }
}
