package io.kintsugi.router.planner.ddl;

import io.kintsugi.router.RoutingContext;
import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.lexer.ParameterStyle;
import io.kintsugi.router.planner.dialect.SqlDialect;
import io.kintsugi.router.schema.ColumnReader;
import io.kintsugi.router.schema.LogicalSchema;
import io.kintsugi.router.schema.LogicalTable;
import io.kintsugi.router.syntax.QualifiedName;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Looks tables up in the logical schema the way a session's names do. Immutable. */
final class TableDefinitions {
    private final RoutingContext context;
    private final SqlDialect dialect;
    private final LogicalSchema schema;
    private final Set<String> searchPath;

    TableDefinitions(RoutingContext context) {
        this.context = context;
        this.dialect = SqlDialect.of(context);
        this.schema = context.schema();
        Set<String> path = new LinkedHashSet<>(context.searchPath());
        path.add(dialect.mainSchema(context));
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

    SqlDialect dialect() {
        return dialect;
    }

    /** Reads expressions and queries that stand in definitions. */
    LexedSql lex(String definition) {
        return dialect.definitionLexer(ParameterStyle.NUMBERED, context).lex(definition);
    }

    /** Reads columns as a table with these options has them. */
    ColumnReader columns(Map<String, String> options) {
        return dialect.columns(options);
    }

    LogicalSchema schema() {
        return schema;
    }
}
