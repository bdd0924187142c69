package io.kintsugi.router.corpus;

import io.kintsugi.errors.ShardException;
import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.lexer.ParameterStyle;
import io.kintsugi.router.schema.BuiltInFunctions;
import io.kintsugi.router.schema.DdlSchema;
import io.kintsugi.router.schema.FunctionTraits;
import io.kintsugi.router.schema.LogicalColumn;
import io.kintsugi.router.schema.LogicalSchema;
import io.kintsugi.router.schema.LogicalTable;
import io.kintsugi.router.syntax.DdlParser;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One application of the corpus: its statements by file, and the schema that its own definitions give. */
final class Application {
    private final CorpusDialect dialect;
    private final String name;
    private final List<CorpusStatement> statements = new ArrayList<>();
    private final List<String> definitions = new ArrayList<>();

    Application(CorpusDialect dialect, String name) {
        this.dialect = dialect;
        this.name = name;
    }

    String name() {
        return name;
    }

    List<CorpusStatement> statements() {
        return statements;
    }

    void add(CorpusStatement statement) {
        statements.add(statement);
        addDefinition(statement.sql());
    }

    void addDefinition(String sql) {
        String start = sql.substring(0, Math.min(12, sql.length())).toUpperCase(Locale.ROOT);
        if ((start.startsWith("CREATE") || start.startsWith("ALTER TABLE")) && isUnderstood(sql)) {
            definitions.add(sql);
        }
    }

    List<String> definitions() {
        return definitions;
    }

    /** The corpus has a few torn statements; those define nothing. */
    private boolean isUnderstood(String sql) {
        try {
            LexedSql lexed = dialect.lexer(ParameterStyle.NUMBERED).lex(sql);
            DdlParser.parse(lexed);
            return true;
        } catch (ShardException torn) {
            return false;
        }
    }

    LogicalSchema schema(BuiltInFunctions builtIn) {
        return new MergedSchema(dialect, definitions, builtIn);
    }

    List<LogicalTable> tables(BuiltInFunctions builtIn) {
        return new MergedSchema(dialect, definitions, builtIn).tables();
    }

    /** Definitions of one table by several documents (Hibernate's guide) count together: all columns that any gives. */
    private static final class MergedSchema implements LogicalSchema {
        private final CorpusDialect dialect;
        private final DdlSchema schema;
        private final Map<String, LogicalTable> tables = new LinkedHashMap<>();

        MergedSchema(CorpusDialect dialect, List<String> definitions, BuiltInFunctions builtIn) {
            this.dialect = dialect;
            schema = dialect.schemaOf(definitions, builtIn);
            for (String definition : definitions) {
                dialect.schemaOf(List.of(definition), builtIn)
                        .tables()
                        .forEach(table -> tables.merge(table.name(), table, MergedSchema::merged));
            }
            // What later ALTERs and indexes have added is in the schema of all of them.
            schema.tables().forEach(table -> tables.merge(table.name(), table, (old, last) -> merged(last, old)));
        }

        private static LogicalTable merged(LogicalTable first, LogicalTable more) {
            Map<String, LogicalColumn> columns = new LinkedHashMap<>();
            first.columns().forEach(column -> columns.put(column.name(), column));
            more.columns().forEach(column -> columns.putIfAbsent(column.name(), column));
            return new LogicalTable(
                    first.schema(),
                    first.name(),
                    List.copyOf(columns.values()),
                    first.uniqueKeys(),
                    first.viewDefinition(),
                    first.rowSecurity(),
                    first.hasTriggers());
        }

        List<LogicalTable> tables() {
            return List.copyOf(tables.values());
        }

        @Override
        public long version() {
            return schema.version();
        }

        @Override
        public Optional<LogicalTable> table(String schemaName, String name) {
            return schemaName.equals(dialect.schema())
                    ? Optional.ofNullable(tables.get(name))
                    : schema.table(schemaName, name);
        }

        @Override
        public Optional<FunctionTraits> function(String name) {
            return schema.function(name);
        }
    }
}
