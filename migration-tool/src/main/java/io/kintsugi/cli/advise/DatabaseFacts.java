package io.kintsugi.cli.advise;

import static java.util.Objects.requireNonNull;

import io.kintsugi.cli.existing.DefinedSchema;
import io.kintsugi.cli.existing.Definition;
import io.kintsugi.cli.existing.ExistingDatabase;
import io.kintsugi.cli.existing.ExistingTable;
import io.kintsugi.router.MySqlSession;
import io.kintsugi.router.schema.DdlSchema;
import io.kintsugi.router.schema.LogicalColumn;
import io.kintsugi.router.schema.LogicalTable;
import io.kintsugi.topology.Dialect;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of a database without its statements. Immutable.
 *
 * @param schemaName the default schema, or the database in MySQL
 * @param tables by name, views left out
 * @param existing the same tables as the server describes them
 * @param mySql how a server of MySQL reads statements
 */
record DatabaseFacts(
        Dialect dialect,
        String schemaName,
        List<Definition> definitions,
        DdlSchema schema,
        Map<String, LogicalTable> tables,
        Map<String, ExistingTable> existing,
        MySqlSession mySql) {
    /** What a topology can name. */
    private static final int NAME_LENGTH_MAX = 63;

    DatabaseFacts {
        definitions = List.copyOf(definitions);
        tables = new LinkedHashMap<>(tables);
        existing = new LinkedHashMap<>(existing);
    }

    static DatabaseFacts of(ExistingDatabase database) throws SQLException {
        List<Definition> definitions = database.definitions();
        DdlSchema schema = DefinedSchema.of(database.dialect(), database.schema(), definitions);
        Map<String, ExistingTable> existing = new LinkedHashMap<>();
        database.tables().forEach(table -> existing.put(table.name(), table));
        Map<String, LogicalTable> tables = new LinkedHashMap<>();
        schema.tables().stream()
                .filter(table -> isOf(table, existing))
                .forEach(table -> tables.putIfAbsent(table.name(), table));
        return new DatabaseFacts(
                database.dialect(), database.schema(), definitions, schema, tables, existing, database.mySql());
    }

    /** Whether it is one of the tables found, and a topology can list it. */
    private static boolean isOf(LogicalTable table, Map<String, ExistingTable> existing) {
        ExistingTable found = existing.get(table.name());
        return found != null
                && isListable(table.name())
                && !table.name().contains(".")
                && found.columns().stream()
                        .filter(ExistingTable.Column::counted)
                        .allMatch(column -> isListable(column.name()));
    }

    private static boolean isListable(String name) {
        return !name.isBlank()
                && name.length() <= NAME_LENGTH_MAX
                && name.chars().noneMatch(Character::isISOControl);
    }

    /** Whether there are tables that no topology can name, which only a default keyspace takes. */
    boolean hasUnlisted() {
        return tables.size() < existing.size();
    }

    /** A table that is known to be there. */
    LogicalTable table(String name) {
        return requireNonNull(tables.get(name), name);
    }

    private ExistingTable described(String name) {
        return requireNonNull(existing.get(name), name);
    }

    List<ExistingTable.Reference> references(String table) {
        return described(table).references();
    }

    boolean isReferenced(String table) {
        return existing.values().stream()
                .filter(other -> !other.name().equals(table))
                .flatMap(other -> other.references().stream())
                .anyMatch(reference -> reference.target().equals(table));
    }

    long foreignKeys() {
        return existing.values().stream()
                .mapToLong(table -> table.references().size())
                .sum();
    }

    long rowsOf(String table) {
        return described(table).rows();
    }

    long allRows() {
        return existing.values().stream().mapToLong(ExistingTable::rows).sum();
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
                && isListable(column.name())
                && column.type().keyRule().isPresent();
    }

    /** Columns that take their values from a sequence or count up. */
    List<String> counted(String table) {
        return described(table).columns().stream()
                .filter(ExistingTable.Column::counted)
                .map(ExistingTable.Column::name)
                .toList();
    }
}
