package io.kintsugi.router.schema;

import java.util.Optional;
import java.util.Set;

/** The logical tables and functions of a cluster at one version. Immutable. */
public interface LogicalSchema {
    /** Grows whenever anything in it changes; part of the plan-cache key. */
    long version();

    /**
     * @param schema as folded by the database, e.g. {@code public}
     * @param name as folded by the database
     */
    Optional<LogicalTable> table(String schema, String name);

    /** What is known of a function name over all its overloads; empty when no such function exists. */
    Optional<FunctionTraits> function(String name);

    /**
     * Whether an operator of this name exists outside the system schemas: PostgreSQL prefers it to a built-in one for
     * exactly fitting types, so nothing can be concluded from it any more.
     */
    default boolean operatorOverloaded(String operator) {
        return false;
    }

    /**
     * Names of the sequences that columns take their values from by themselves: a default that calls nextval, or an
     * identity. Such ids are counted where the rows are, or by Kintsugi, never by the catalog.
     */
    default Set<String> columnSequences() {
        return Set.of();
    }
}
