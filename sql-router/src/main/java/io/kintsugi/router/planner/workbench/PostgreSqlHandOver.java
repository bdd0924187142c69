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
    public String end() {
        return "";
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
        return new WorkbenchTable(table.schema(), table.name(), name, load);
    }

    private String columns(Stream<LogicalColumn> columns) {
        return columns.map(column -> dialect.quote(column.name())).collect(Collectors.joining(", "));
    }

    private String name(LogicalTable table) {
        return dialect.quote(table.schema()) + "." + dialect.quote(table.name());
    }
}
