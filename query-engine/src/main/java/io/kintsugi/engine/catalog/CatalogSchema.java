package io.kintsugi.engine.catalog;

import io.kintsugi.router.schema.FunctionTraits;
import io.kintsugi.router.schema.LogicalSchema;
import io.kintsugi.router.schema.LogicalTable;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A schema read from the catalog. Immutable. */
public record CatalogSchema(long version, Map<Name, LogicalTable> tables, Map<String, FunctionTraits> functions)
        implements LogicalSchema {

    /** A table's schema and name, as folded. */
    public record Name(String schema, String table) {
        public Name {
            Objects.requireNonNull(schema, "schema");
            Objects.requireNonNull(table, "table");
        }
    }

    public CatalogSchema {
        tables = Map.copyOf(tables);
        functions = Map.copyOf(functions);
    }

    @Override
    public Optional<LogicalTable> table(String schema, String name) {
        return Optional.ofNullable(tables.get(new Name(schema, name)));
    }

    @Override
    public Optional<FunctionTraits> function(String name) {
        return Optional.ofNullable(functions.get(name));
    }
}
