package io.kintsugi.router.schema;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One table or view as the catalog describes it.
 *
 * @param uniqueKeys column names of each primary key, unique constraint or unique index; the primary key first if any
 * @param viewDefinition the SELECT of a view; empty for tables
 */
public record LogicalTable(
        String schema,
        String name,
        List<LogicalColumn> columns,
        List<List<String>> uniqueKeys,
        Optional<String> viewDefinition,
        boolean rowSecurity,
        boolean hasTriggers) {
    public LogicalTable {
        Objects.requireNonNull(schema, "schema");
        Objects.requireNonNull(name, "name");
        columns = List.copyOf(columns);
        uniqueKeys = uniqueKeys.stream().map(List::copyOf).toList();
        Objects.requireNonNull(viewDefinition, "viewDefinition");
    }

    /** The column of that folded name. */
    public Optional<LogicalColumn> column(String columnName) {
        return columns.stream().filter(c -> c.name().equals(columnName)).findFirst();
    }
}
