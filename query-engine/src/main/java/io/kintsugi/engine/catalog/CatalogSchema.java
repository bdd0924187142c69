package io.kintsugi.engine.catalog;

import io.kintsugi.router.schema.BuiltInFunctions;
import io.kintsugi.router.schema.FunctionTraits;
import io.kintsugi.router.schema.LogicalSchema;
import io.kintsugi.router.schema.LogicalTable;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A schema read from the catalog. Immutable.
 *
 * @param functions by name; forms of the grammar that only look like functions, such as coalesce, are not among them
 * @param operators the user's own that take a built-in type, by name
 * @param columnSequences names of sequences that columns take their values from
 * @param builtIn the functions of the dialect
 */
public record CatalogSchema(
        long version,
        Map<Name, LogicalTable> tables,
        Map<String, FunctionTraits> functions,
        Set<String> operators,
        Set<String> columnSequences,
        BuiltInFunctions builtIn)
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
        operators = Set.copyOf(operators);
        columnSequences = Set.copyOf(columnSequences);
        Objects.requireNonNull(builtIn, "builtIn");
    }

    @Override
    public Optional<LogicalTable> table(String schema, String name) {
        return Optional.ofNullable(tables.get(new Name(schema, name)));
    }

    @Override
    public Optional<FunctionTraits> function(String name) {
        FunctionTraits read = functions.get(name);
        Optional<FunctionTraits> known = builtIn.function(name);
        if (read == null) {
            return known;
        }
        return Optional.of(known.map(read::orMoreCareful).orElse(read));
    }

    @Override
    public boolean operatorOverloaded(String operator) {
        return operators.contains(operator);
    }
}
