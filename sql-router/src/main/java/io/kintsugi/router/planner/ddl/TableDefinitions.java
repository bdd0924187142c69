package io.kintsugi.router.planner.ddl;

import io.kintsugi.router.RoutingContext;
import io.kintsugi.router.schema.LogicalSchema;
import io.kintsugi.router.schema.LogicalTable;
import io.kintsugi.router.syntax.QualifiedName;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Looks tables up in the logical schema the way a session's names do. Immutable. */
final class TableDefinitions {
    private static final String DEFAULT_SCHEMA = "public";

    private final LogicalSchema schema;
    private final Set<String> searchPath;

    TableDefinitions(RoutingContext context) {
        this.schema = context.schema();
        Set<String> path = new LinkedHashSet<>(context.searchPath());
        path.add(DEFAULT_SCHEMA);
        this.searchPath = path;
    }

    Optional<LogicalTable> find(QualifiedName name) {
        return name.qualifier().isPresent() ? schema.table(name.qualifier().get(), name.name()) : find(name.name());
    }

    /** The first table of that folded name along the search path. */
    Optional<LogicalTable> find(String name) {
        return searchPath.stream()
                .flatMap(path -> schema.table(path, name).stream())
                .findFirst();
    }

    Optional<LogicalTable> find(String schemaName, String name) {
        return schema.table(schemaName, name);
    }

    List<String> primaryKey(QualifiedName name) {
        return find(name)
                .flatMap(table -> table.uniqueKeys().stream().findFirst())
                .orElse(List.of());
    }

    LogicalSchema schema() {
        return schema;
    }
}
