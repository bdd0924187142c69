package io.kintsugi.cli.advise;

import static java.util.Objects.requireNonNull;

import io.kintsugi.cli.audit.Definition;
import io.kintsugi.cli.audit.SchemaAudit;
import io.kintsugi.errors.ShardException;
import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.lexer.ParameterStyle;
import io.kintsugi.router.lexer.SqlLexer;
import io.kintsugi.router.schema.DdlSchema;
import io.kintsugi.router.schema.LogicalColumn;
import io.kintsugi.router.schema.LogicalTable;
import io.kintsugi.router.syntax.AlterAction;
import io.kintsugi.router.syntax.DdlParser;
import io.kintsugi.router.syntax.DdlStatement;
import io.kintsugi.router.syntax.Identifier;
import io.kintsugi.router.syntax.TableConstraint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of a database without its statements. Immutable.
 *
 * @param tables by name, views left out
 * @param rows as the server estimates them
 */
record DatabaseFacts(
        List<Definition> definitions,
        DdlSchema schema,
        Map<String, LogicalTable> tables,
        List<ForeignKeyFact> foreignKeys,
        Map<String, Long> rows) {
    DatabaseFacts {
        definitions = List.copyOf(definitions);
        tables = new LinkedHashMap<>(tables);
        foreignKeys = List.copyOf(foreignKeys);
        rows = Map.copyOf(rows);
    }

    static DatabaseFacts of(List<Definition> definitions, Map<String, Long> rows) {
        DdlSchema schema = SchemaAudit.schema(definitions);
        Map<String, LogicalTable> tables = new LinkedHashMap<>();
        schema.tables().stream()
                .filter(table -> table.viewDefinition().isEmpty())
                .forEach(table -> tables.putIfAbsent(table.name(), table));
        List<ForeignKeyFact> foreignKeys = new ArrayList<>();
        definitions.stream()
                .filter(definition -> definition.kind().equals("constraint"))
                .forEach(definition -> foreignKey(definition).ifPresent(foreignKeys::add));
        return new DatabaseFacts(definitions, schema, tables, foreignKeys, rows);
    }

    private static Optional<ForeignKeyFact> foreignKey(Definition definition) {
        try {
            LexedSql sql = SqlLexer.postgreSql(ParameterStyle.NUMBERED).lex(definition.sql());
            if (!(DdlParser.parse(sql) instanceof DdlStatement.AlterTable statement)) {
                return Optional.empty();
            }
            return statement.actions().stream()
                    .filter(AlterAction.AddConstraint.class::isInstance)
                    .map(action -> ((AlterAction.AddConstraint) action).constraint())
                    .filter(TableConstraint.ForeignKey.class::isInstance)
                    .map(TableConstraint.ForeignKey.class::cast)
                    .map(key -> new ForeignKeyFact(
                            statement.table().name(),
                            names(key.columns()),
                            key.target().name(),
                            names(key.referenced())))
                    .findFirst();
        } catch (ShardException notUnderstood) {
            // The audit names the definition and why.
            return Optional.empty();
        }
    }

    private static List<String> names(List<Identifier> identifiers) {
        return identifiers.stream().map(Identifier::name).toList();
    }

    /** A table that is known to be there. */
    LogicalTable table(String name) {
        return requireNonNull(tables.get(name), name);
    }

    long rowsOf(String table) {
        return rows.getOrDefault(table, 0L);
    }

    long allRows() {
        return rows.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The only column of a table's primary key (or first unique key), if it can be a sharding key. */
    Optional<LogicalColumn> singleKey(String table) {
        return Optional.ofNullable(tables.get(table))
                .filter(known -> !known.uniqueKeys().isEmpty()
                        && known.uniqueKeys().get(0).size() == 1)
                .flatMap(known -> known.column(known.uniqueKeys().get(0).get(0)))
                .filter(DatabaseFacts::canBeKey);
    }

    static boolean canBeKey(LogicalColumn column) {
        return column.notNull()
                && !column.generated()
                && column.type().deterministicCollation()
                && column.type().typeClass().keyType().isPresent();
    }

    /** Columns that take their values from a sequence. */
    List<String> counted(String table) {
        return table(table).columns().stream()
                .filter(column -> column.identity() != LogicalColumn.Identity.NONE
                        || column.defaultExpression()
                                .filter(text -> text.contains("nextval("))
                                .isPresent())
                .map(LogicalColumn::name)
                .toList();
    }
}
