package io.kintsugi.router.schema;

import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.syntax.ColumnDefinition;
import io.kintsugi.router.syntax.Identifier;
import io.kintsugi.router.syntax.QualifiedName;
import io.kintsugi.router.syntax.TableConstraint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Turns what DDL says of a column into what the planner knows of it. Types of the user's own (domains, enums) count as
 * unknown unless a schema has been read that declares them. Confined to one thread.
 */
public final class ColumnReader {
    private static final ColumnDefinition.ColumnIdentity NO_IDENTITY = ColumnDefinition.ColumnIdentity.NONE;

    private final TypeReader types;

    /** Knows the built-in types of PostgreSQL only. */
    public ColumnReader() {
        this(new ColumnTypes());
    }

    /**
     * Reads columns of MySQL.
     *
     * @param options of the table: its character set and collation are those of columns that name none
     */
    public static ColumnReader mySql(Map<String, String> options) {
        return new ColumnReader(MySqlTypeReader.ofOptions(options, MySqlTypes.DEFAULT_COLLATION));
    }

    ColumnReader(TypeReader types) {
        this.types = types;
    }

    /** The columns of a new table; those of a primary key are not null. */
    public List<LogicalColumn> columns(
            String table, List<ColumnDefinition> definitions, List<TableConstraint> constraints, LexedSql sql) {
        List<List<String>> primary = new ArrayList<>();
        List<String> required = new ArrayList<>();
        for (TableConstraint constraint : constraints) {
            if (constraint instanceof TableConstraint.UniqueKey key && key.primary()) {
                primary.add(names(key.columns()));
            }
            if (constraint instanceof TableConstraint.NotNull notNull) {
                required.add(notNull.column().name());
            }
        }
        primary.forEach(required::addAll);
        return definitions.stream()
                .map(definition -> column(table, definition, sql))
                .map(column -> required.contains(column.name()) ? required(column) : column)
                .toList();
    }

    /** One column. */
    public LogicalColumn column(String table, ColumnDefinition definition, LexedSql sql) {
        String name = definition.name().name();
        String written = definition.type().map(type -> type.text()).orElse("unknown");
        Optional<String> pseudo = types.pseudoDefault(written, table, name);
        Optional<String> expression = definition
                .defaultExpression()
                .map(span -> sql.text(span.first(), span.end()))
                .filter(text -> !text.equalsIgnoreCase("null"))
                .or(() -> pseudo);
        return new LogicalColumn(
                name,
                types.of(
                        written,
                        definition.characterSet(),
                        definition.collation().map(QualifiedName::name)),
                definition.notNull() || pseudo.isPresent() || isPrimary(definition),
                withOnUpdate(expression, definition, sql),
                definition.autoIncrement() ? LogicalColumn.Identity.BY_DEFAULT : identity(definition.identity()),
                definition.generated());
    }

    private static Optional<String> withOnUpdate(
            Optional<String> expression, ColumnDefinition definition, LexedSql sql) {
        return definition
                .onUpdate()
                .map(span -> expression.orElse("NULL") + " on update " + sql.text(span.first(), span.end()))
                .or(() -> expression);
    }

    /** The type as written, with its COLLATE clause. */
    public ColumnType type(String written, Optional<QualifiedName> collation) {
        return types.of(written, Optional.empty(), collation.map(QualifiedName::name));
    }

    /** The column lists of all keys, inline ones too; the primary key first. */
    public static List<List<String>> uniqueKeys(List<ColumnDefinition> columns, List<TableConstraint> constraints) {
        List<TableConstraint> all = new ArrayList<>(constraints);
        columns.forEach(column -> all.addAll(column.constraints()));
        List<List<String>> keys = new ArrayList<>();
        for (TableConstraint constraint : all) {
            if (constraint instanceof TableConstraint.UniqueKey key
                    && !key.columns().isEmpty()) {
                keys.add(key.primary() ? 0 : keys.size(), names(key.columns()));
            }
        }
        return keys;
    }

    static List<String> names(List<Identifier> identifiers) {
        return identifiers.stream().map(Identifier::name).toList();
    }

    static LogicalColumn required(LogicalColumn column) {
        return new LogicalColumn(
                column.name(), column.type(), true, column.defaultExpression(), column.identity(), column.generated());
    }

    static LogicalColumn.Identity identity(ColumnDefinition.ColumnIdentity identity) {
        if (identity == NO_IDENTITY) {
            return LogicalColumn.Identity.NONE;
        }
        return identity == ColumnDefinition.ColumnIdentity.ALWAYS
                ? LogicalColumn.Identity.ALWAYS
                : LogicalColumn.Identity.BY_DEFAULT;
    }

    private static boolean isPrimary(ColumnDefinition definition) {
        return definition.constraints().stream()
                .anyMatch(constraint -> constraint instanceof TableConstraint.UniqueKey key && key.primary());
    }
}
