package io.kintsugi.router.schema;

import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.lexer.TokenSpan;
import io.kintsugi.router.syntax.AlterAction;
import io.kintsugi.router.syntax.ColumnPlace;
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
        columns.add(place(action.place(), columns), reader.column(table.name(), action.column(), sql));
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

    static LogicalTable renamed(LogicalTable table, String schema, String name) {
        return new LogicalTable(
                schema,
                name,
                table.columns(),
                table.uniqueKeys(),
                table.viewDefinition(),
                table.rowSecurity(),
                table.hasTriggers());
    }

    @Override
    public LogicalTable changeSchema(AlterAction.ChangeSchema action) {
        return renamed(table, action.to().name(), table.name());
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
        String from = action.from().name();
        LogicalColumn column = reader.column(table.name(), action.column(), sql);
        boolean primary =
                !table.uniqueKeys().isEmpty() && table.uniqueKeys().get(0).contains(from);
        LogicalColumn kept = primary ? ColumnReader.required(column) : column;
        int index = table.columns().stream().map(LogicalColumn::name).toList().indexOf(from);
        List<LogicalColumn> columns = new ArrayList<>(table.columns());
        if (index >= 0) {
            columns.remove(index);
        }
        boolean moved = action.place().first() || action.place().after().isPresent();
        columns.add(moved ? place(action.place(), columns) : Math.max(0, index), kept);
        List<List<String>> keys = table.uniqueKeys().stream()
                .map(key -> key.stream()
                        .map(name -> name.equals(from) ? kept.name() : name)
                        .toList())
                .toList();
        return with(table, table.name(), columns, keys);
    }

    /** Where a column is put among the others. */
    private static int place(ColumnPlace place, List<LogicalColumn> columns) {
        if (place.first()) {
            return 0;
        }
        List<String> names = columns.stream().map(LogicalColumn::name).toList();
        int after = place.after().map(name -> names.indexOf(name.name())).orElse(-1);
        return after < 0 ? columns.size() : after + 1;
    }

    @Override
    public LogicalTable changeCharacterSet(AlterAction.ChangeCharacterSet action) {
        if (!action.convert()) {
            return table;
        }
        Optional<String> collation =
                action.collation().or(() -> action.characterSet().map(MySqlTypeReader::ofCharacterSet));
        List<LogicalColumn> columns = table.columns().stream()
                .map(c -> MySqlTypes.isText(c.type().typeClass())
                        ? new LogicalColumn(
                                c.name(),
                                MySqlTypes.of(c.type().name(), collation),
                                c.notNull(),
                                c.defaultExpression(),
                                c.identity(),
                                c.generated())
                        : c)
                .toList();
        return with(table, table.name(), columns, table.uniqueKeys());
    }

    @Override
    public LogicalTable dropPrimaryKey(AlterAction.DropPrimaryKey action) {
        List<List<String>> keys = table.uniqueKeys();
        return with(table, table.name(), table.columns(), keys.isEmpty() ? keys : keys.subList(1, keys.size()));
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
