package io.kintsugi.router.planner.workbench;

import io.kintsugi.router.plan.WorkbenchTable;
import io.kintsugi.router.planner.dialect.SqlDialect;
import io.kintsugi.router.schema.LogicalColumn;
import io.kintsugi.router.schema.LogicalTable;
import io.kintsugi.topology.Dialect;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Rows as the text of composite values, read by the catalog's own row type. */
final class PostgreSqlHandOver implements HandOver {
    static final PostgreSqlHandOver INSTANCE = new PostgreSqlHandOver();

    private final SqlDialect dialect = SqlDialect.of(Dialect.POSTGRESQL);

    private PostgreSqlHandOver() {}

    @Override
    public Optional<String> obstacle(LogicalTable table) {
        return Optional.empty();
    }

    @Override
    public String source(LogicalTable table, List<String> searchPath) {
        return name(table);
    }

    @Override
    public String selected(int number, LogicalTable table, String qualifier) {
        String columns = table.columns().stream()
                .map(column -> qualifier + "." + dialect.quote(column.name()))
                .collect(Collectors.joining(", "));
        return number + ", ROW(" + columns + ")::pg_catalog.text";
    }

    @Override
    public String end(int keys) {
        return "";
    }

    /** Those whose text is the same under all settings, and is read as the same value. */
    @Override
    public Optional<String> keyType(LogicalColumn column) {
        return switch (column.type().typeClass()) {
            case INT2, INT4, INT8 -> Optional.of("pg_catalog.int8");
            case NUMERIC -> Optional.of("pg_catalog.numeric");
            case TEXT, VARCHAR -> Optional.of("pg_catalog.text");
            case UUID -> Optional.of("pg_catalog.uuid");
            default -> Optional.empty();
        };
    }

    @Override
    public String key(LogicalColumn column, String qualifier) {
        return qualifier + "." + dialect.quote(column.name()) + "::pg_catalog.text";
    }

    @Override
    public String noKey() {
        return "NULL::pg_catalog.text";
    }

    @Override
    public List<String> oneOf(LogicalColumn column, String qualifier, String keyType) {
        return List.of(
                qualifier + "." + dialect.quote(column.name()) + " = ANY (", "::pg_catalog.text[]::" + keyType + "[])");
    }

    @Override
    public String member(LogicalTable table, String name) {
        return dialect.quote(name) + " (" + columns(table.columns().stream())
                + ") AS (SELECT * FROM pg_catalog.unnest((?::pg_catalog.text[])::" + name(table) + "[]))";
    }

    @Override
    public boolean hasMemberPerReference() {
        return false;
    }

    @Override
    public boolean leases() {
        return true;
    }

    @Override
    public WorkbenchTable loaded(LogicalTable table) {
        String name = name(table);
        String all = columns(table.columns().stream());
        String stored = columns(table.columns().stream().filter(column -> !column.generated()));
        String load = "INSERT INTO " + name + " (" + stored + ") OVERRIDING SYSTEM VALUE SELECT " + stored
                + " FROM pg_catalog.unnest((?::pg_catalog.text[])::" + name + "[]) AS pulled (" + all + ")";
        // COPY takes neither values of generated columns nor tables whose policies decide on rows.
        boolean copies = !table.rowSecurity() && table.columns().stream().noneMatch(LogicalColumn::generated);
        Optional<String> copy =
                copies ? Optional.of("COPY " + name + " (" + all + ") FROM STDIN (FORMAT csv)") : Optional.empty();
        return new WorkbenchTable(table.schema(), table.name(), name, load, copy);
    }

    private String columns(Stream<LogicalColumn> columns) {
        return columns.map(column -> dialect.quote(column.name())).collect(Collectors.joining(", "));
    }

    private String name(LogicalTable table) {
        return dialect.quote(table.schema()) + "." + dialect.quote(table.name());
    }
}
