package io.kintsugi.router.planner.workbench;

import io.kintsugi.router.planner.dialect.FunctionKind;
import io.kintsugi.router.planner.dialect.SqlDialect;
import io.kintsugi.router.schema.LogicalColumn;
import io.kintsugi.router.schema.LogicalTable;
import io.kintsugi.topology.Dialect;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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
        return dialect.quote(table.schema()) + "." + dialect.quote(table.name());
    }

    @Override
    public Set<FunctionKind> functions() {
        return Set.of(FunctionKind.HARMLESS, FunctionKind.RANDOM);
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
    public String member(LogicalTable table) {
        String columns = table.columns().stream()
                .map(LogicalColumn::name)
                .map(dialect::quote)
                .collect(Collectors.joining(", "));
        String type = source(table, List.of());
        return dialect.quote(table.name()) + " (" + columns
                + ") AS (SELECT * FROM pg_catalog.unnest((?::pg_catalog.text[])::" + type + "[]))";
    }
}
