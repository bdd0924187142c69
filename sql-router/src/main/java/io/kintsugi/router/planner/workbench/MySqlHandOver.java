package io.kintsugi.router.planner.workbench;

import io.kintsugi.router.plan.WorkbenchTable;
import io.kintsugi.router.planner.dialect.SqlDialect;
import io.kintsugi.router.schema.LogicalColumn;
import io.kintsugi.router.schema.LogicalTable;
import io.kintsugi.router.schema.MySqlType;
import io.kintsugi.topology.Dialect;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Rows as arrays of JSON whose elements are all strings, read by JSON_TABLE (sql-pitfalls 9); the native driver may
 * send a text as bytes, which are no JSON before they are converted. The LIMIT keeps the
 * server from reading the JSON anew for each row that the member is joined to.
 */
final class MySqlHandOver implements HandOver {
    static final MySqlHandOver INSTANCE = new MySqlHandOver();

    private final SqlDialect dialect = SqlDialect.of(Dialect.MYSQL);

    private MySqlHandOver() {}

    @Override
    public Optional<String> obstacle(LogicalTable table) {
        return table.columns().stream()
                .filter(column -> MySqlColumnForm.of(column).isEmpty())
                .findFirst()
                .map(column -> "column " + column.name() + " of table " + table.name() + " is "
                        + (column.invisible() ? "invisible" : column.declared().type()));
    }

    /** A table of the default database is left to it: that may have another name on each node. */
    @Override
    public String source(LogicalTable table, List<String> searchPath) {
        String name = dialect.quote(table.name());
        boolean inDefault = !searchPath.isEmpty() && searchPath.get(0).equals(table.schema());
        return inDefault ? name : dialect.quote(table.schema()) + "." + name;
    }

    @Override
    public String selected(int number, LogicalTable table, String qualifier) {
        // Columns have the same names on a shard that is asked for other tables.
        return table.columns().stream()
                .map(column -> form(column).pulled(qualifier + "." + dialect.quote(column.name())))
                .collect(Collectors.joining(", ", number + " AS table_number, JSON_ARRAY(", ") AS table_row"));
    }

    /** The server describes columns of a union otherwise than those of one query: so it is always a union. */
    @Override
    public String end(int keys) {
        return " UNION ALL SELECT 0, NULL" + ", CAST(NULL AS CHAR)".repeat(keys) + " FROM DUAL WHERE FALSE";
    }

    /** Others have a collation, or a text that is read as another value. */
    @Override
    public Optional<String> keyType(LogicalColumn column) {
        String type = column.declared().type().toLowerCase(Locale.ROOT);
        boolean fits = !(type.startsWith("bigint") && type.contains("unsigned"));
        return switch (column.type().mySql().map(MySqlType::base).orElse("")) {
            case "tinyint", "smallint", "mediumint", "int", "bigint" -> fits ? Optional.of("BIGINT") : Optional.empty();
            default -> Optional.empty();
        };
    }

    @Override
    public String key(LogicalColumn column, String qualifier) {
        return "CAST(" + qualifier + "." + dialect.quote(column.name()) + " AS CHAR)";
    }

    @Override
    public String noKey() {
        return "CAST(NULL AS CHAR)";
    }

    @Override
    public List<String> oneOf(LogicalColumn column, String qualifier, String keyType) {
        return List.of(
                qualifier + "." + dialect.quote(column.name()) + " IN (SELECT kintsugi_key FROM JSON_TABLE(CONVERT(",
                " USING utf8mb4), '$[*]' COLUMNS (kintsugi_key " + keyType
                        + " PATH '$' ERROR ON ERROR)) AS kintsugi_keys)");
    }

    @Override
    public String member(LogicalTable table, String name) {
        String names = table.columns().stream().map(this::name).collect(Collectors.joining(", "));
        String values = table.columns().stream()
                .map(column -> form(column).read(name(column)))
                .collect(Collectors.joining(", "));
        String columns = IntStream.range(0, table.columns().size())
                .mapToObj(number -> column(table.columns().get(number), number))
                .collect(Collectors.joining(", "));
        return dialect.quote(name) + " (" + names + ") AS (SELECT " + values
                + " FROM JSON_TABLE(CONVERT(? USING utf8mb4), '$[*]' COLUMNS (" + columns + ")) AS kintsugi_rows LIMIT "
                + dialect.unlimited() + ")";
    }

    /**
     * MySQL 9.7.4 makes a key on the rows of a member for the join of one reference, takes them to come in its order
     * where another one groups them, and reads them without it: groups fall apart.
     */
    @Override
    public boolean hasMemberPerReference() {
        return true;
    }

    @Override
    public boolean leases() {
        return false;
    }

    @Override
    public WorkbenchTable loaded(LogicalTable table) {
        String name = dialect.quote(table.schema()) + "." + dialect.quote(table.name());
        return new WorkbenchTable(table.schema(), table.name(), name, "", Optional.empty());
    }

    /** Too long, too large or no such value: an error; NULL would be another value. */
    private String column(LogicalColumn column, int number) {
        return name(column) + " " + form(column).type() + " PATH '$[" + number + "]' NULL ON EMPTY ERROR ON ERROR";
    }

    private String name(LogicalColumn column) {
        return dialect.quote(column.declared().name());
    }

    private static MySqlColumnForm form(LogicalColumn column) {
        return MySqlColumnForm.of(column)
                .orElseThrow(() -> new IllegalStateException("column " + column.name() + " cannot be handed over"));
    }
}
