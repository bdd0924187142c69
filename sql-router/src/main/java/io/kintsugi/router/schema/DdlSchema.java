package io.kintsugi.router.schema;

import io.kintsugi.errors.ShardException;
import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.lexer.MySqlModes;
import io.kintsugi.router.lexer.ParameterStyle;
import io.kintsugi.router.lexer.SqlLexer;
import io.kintsugi.router.lexer.StatementSplitter;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The logical schema that DDL text describes, for explaining routes without a database and for tests. Everything in a
 * script that is not a definition is passed over. Immutable.
 */
public final class DdlSchema implements LogicalSchema {
    private static final long ONLY_VERSION = 1;

    /** A relation's schema and name. */
    record Key(String schema, String name) {}

    private final Map<Key, LogicalTable> tables;
    private final Map<String, FunctionTraits> functions;
    private final BuiltInFunctions builtIn;
    private final Set<String> columnSequences;

    DdlSchema(Map<Key, LogicalTable> tables, Map<String, FunctionTraits> functions, BuiltInFunctions builtIn) {
        this.tables = new LinkedHashMap<>(tables);
        this.functions = Map.copyOf(functions);
        this.builtIn = builtIn;
        this.columnSequences = ColumnSequences.of(tables.values());
    }

    /**
     * Reads a script, such as the schema file of an application or the output of {@code pg_dump --schema-only}.
     *
     * @throws ShardException SYNTAX_NOT_UNDERSTOOD, with the line, for a definition of a table that is not understood
     */
    public static DdlSchema of(String ddlText, BuiltInFunctions builtIn) {
        SchemaBuilder builder = new SchemaBuilder();
        for (SqlScript.ScriptStatement statement : SqlScript.split(ddlText)) {
            try {
                builder.apply(statement.text());
            } catch (ShardException e) {
                throw new ShardException(
                        e.code(),
                        "In the statement that starts on line " + statement.line() + " of the script: "
                                + e.description(),
                        e);
            }
        }
        return builder.build(builtIn);
    }

    /**
     * Reads a script of MySQL.
     *
     * @param database that unqualified names belong to until USE names another
     * @throws ShardException SYNTAX_NOT_UNDERSTOOD for a definition of a table that is not understood
     */
    public static DdlSchema mySql(String ddlText, String database, BuiltInFunctions builtIn) {
        LexedSql script =
                SqlLexer.mySql(ParameterStyle.QUESTION_MARK, MySqlModes.DEFAULT).lex(ddlText);
        List<String> statements = StatementSplitter.split(script).stream()
                .map(span -> script.text(span.first(), span.end()))
                .toList();
        return mySqlStatements(statements, database, builtIn);
    }

    /** The same from statements of MySQL that have been split already. */
    public static DdlSchema mySqlStatements(List<String> statements, String database, BuiltInFunctions builtIn) {
        SchemaBuilder builder = new SchemaBuilder(database);
        statements.forEach(builder::apply);
        return builder.build(builtIn);
    }

    /** The same from statements that have been split already. */
    public static DdlSchema ofStatements(List<String> statements, BuiltInFunctions builtIn) {
        SchemaBuilder builder = new SchemaBuilder();
        statements.forEach(builder::apply);
        return builder.build(builtIn);
    }

    @Override
    public long version() {
        return ONLY_VERSION;
    }

    @Override
    public Optional<LogicalTable> table(String schema, String name) {
        return Optional.ofNullable(tables.get(new Key(schema, name)));
    }

    @Override
    public Set<String> columnSequences() {
        return columnSequences;
    }

    /** All tables and views, in the order of their definition. */
    public Collection<LogicalTable> tables() {
        return List.copyOf(tables.values());
    }

    @Override
    public Optional<FunctionTraits> function(String name) {
        FunctionTraits user = functions.get(name);
        Optional<FunctionTraits> known = builtIn.function(name);
        if (user == null) {
            return known;
        }
        return Optional.of(known.map(user::orMoreCareful).orElse(user));
    }
}
