package io.kintsugi.router.schema;

import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.lexer.TokenSpan;
import io.kintsugi.router.syntax.AlterAction;
import io.kintsugi.router.syntax.TableConstraint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What a table is after one action of ALTER TABLE. Confined to one thread. */
final class TableEdits implements AlterAction.Visitor<LogicalTable> {
    private final LogicalTable table;
    private final ColumnReader reader;
    private final LexedSql sql;

    TableEdits(LogicalTable table, ColumnReader reader, LexedSql sql) {
        this.table = table;
        this.reader = reader;
        this.sql = sql;
    }

    static LogicalTable addKey(LogicalTable table, List<String> columns, boolean primary) {
        List<List<String>> keys = new ArrayList<>(table.uniqueKeys());
        keys.add(primary ? 0 : keys.size(), columns);
        List<LogicalColumn> marked = table.columns().stream()
                .map(column -> primary && columns.contains(column.name()) ? ColumnReader.required(column) : column)
                .toList();
        return with(table, table.name(), marked, keys);
    }

    static LogicalTable withTriggers(LogicalTable table) {
        return new LogicalTable(
                table.schema(),
                table.name(),
                table.columns(),
                table.uniqueKeys(),
                table.viewDefinition(),
                table.rowSecurity(),
                true);
    }

    @Override
    public LogicalTable addColumn(AlterAction.AddColumn action) {
        if (action.ifNotExists() && table.column(action.column().name().name()).isPresent()) {
            return table;
        }
        List<LogicalColumn> columns = new ArrayList<>(table.columns());
        columns.add(reader.column(table.name(), action.column(), sql));
        LogicalTable result = with(table, table.name(), columns, table.uniqueKeys());
        for (TableConstraint constraint : action.column().constraints()) {
            if (constraint instanceof TableConstraint.UniqueKey key) {
                result = addKey(result, ColumnReader.names(key.columns()), key.primary());
            }
        }
        return result;
    }

    @Override
    public LogicalTable dropColumn(AlterAction.DropColumn action) {
        String name = action.column().name();
        List<LogicalColumn> columns = table.columns().stream()
                .filter(column -> !column.name().equals(name))
                .toList();
        List<List<String>> keys =
                table.uniqueKeys().stream().filter(key -> !key.contains(name)).toList();
        return with(table, table.name(), columns, keys);
    }

    @Override
    public LogicalTable changeType(AlterAction.ChangeType action) {
        ColumnType type = reader.type(action.type().text(), action.collation());
        return edit(
                action.column().name(),
                c -> new LogicalColumn(
                        c.name(), type, c.notNull(), c.defaultExpression(), c.identity(), c.generated()));
    }

    @Override
    public LogicalTable changeDefault(AlterAction.ChangeDefault action) {
        Optional<String> text = action.expression().map(this::text);
        return edit(
                action.column().name(),
                c -> new LogicalColumn(c.name(), c.type(), c.notNull(), text, c.identity(), c.generated()));
    }

    private String text(TokenSpan span) {
        return sql.text(span.first(), span.end());
    }

    @Override
    public LogicalTable changeNullability(AlterAction.ChangeNullability action) {
        return edit(
                action.column().name(),
                c -> new LogicalColumn(
                        c.name(), c.type(), action.notNull(), c.defaultExpression(), c.identity(), c.generated()));
    }

    @Override
    public LogicalTable changeIdentity(AlterAction.ChangeIdentity action) {
        LogicalColumn.Identity identity = ColumnReader.identity(action.identity());
        return edit(
                action.column().name(),
                c -> new LogicalColumn(
                        c.name(), c.type(), c.notNull(), c.defaultExpression(), identity, c.generated()));
    }

    @Override
    public LogicalTable addConstraint(AlterAction.AddConstraint action) {
        if (action.constraint() instanceof TableConstraint.UniqueKey key
                && !key.columns().isEmpty()) {
            return addKey(table, ColumnReader.names(key.columns()), key.primary());
        }
        return table;
    }

    @Override
    public LogicalTable renameColumn(AlterAction.RenameColumn action) {
        String from = action.from().name();
        String to = action.to().name();
        List<List<String>> keys = table.uniqueKeys().stream()
                .map(key ->
                        key.stream().map(name -> name.equals(from) ? to : name).toList())
                .toList();
        LogicalTable renamed = edit(
                from,
                c -> new LogicalColumn(to, c.type(), c.notNull(), c.defaultExpression(), c.identity(), c.generated()));
        return with(renamed, table.name(), renamed.columns(), keys);
    }

    @Override
    public LogicalTable renameTable(AlterAction.RenameTable action) {
        return with(table, action.to().name(), table.columns(), table.uniqueKeys());
    }

    @Override
    public LogicalTable changeSchema(AlterAction.ChangeSchema action) {
        return new LogicalTable(
                action.to().name(),
                table.name(),
                table.columns(),
                table.uniqueKeys(),
                table.viewDefinition(),
                table.rowSecurity(),
                table.hasTriggers());
    }

    @Override
    public LogicalTable rowSecurity(AlterAction.RowSecurity action) {
        return new LogicalTable(
                table.schema(),
                table.name(),
                table.columns(),
                table.uniqueKeys(),
                table.viewDefinition(),
                action.enabled(),
                table.hasTriggers());
    }

    @Override
    public LogicalTable redefineColumn(AlterAction.RedefineColumn action) {
        throw ofMySql(action);
    }

    @Override
    public LogicalTable changeCharacterSet(AlterAction.ChangeCharacterSet action) {
        throw ofMySql(action);
    }

    @Override
    public LogicalTable dropPrimaryKey(AlterAction.DropPrimaryKey action) {
        throw ofMySql(action);
    }

    private static IllegalStateException ofMySql(AlterAction action) {
        return new IllegalStateException("an action of MySQL's ALTER TABLE: " + action);
    }

    @Override
    public LogicalTable linkTable(AlterAction.LinkTable action) {
        return table;
    }

    @Override
    public LogicalTable harmless(AlterAction.Harmless action) {
        return table;
    }

    @Override
    public LogicalTable unknown(AlterAction.Unknown action) {
        return table;
    }

    private LogicalTable edit(String name, UnaryOperator<LogicalColumn> change) {
        List<LogicalColumn> columns = table.columns().stream()
                .map(column -> column.name().equals(name) ? change.apply(column) : column)
                .toList();
        return with(table, table.name(), columns, table.uniqueKeys());
    }

    private static LogicalTable with(
            LogicalTable table, String name, List<LogicalColumn> columns, List<List<String>> keys) {
        return new LogicalTable(
                table.schema(), name, columns, keys, table.viewDefinition(), table.rowSecurity(), table.hasTriggers());
    }
}
