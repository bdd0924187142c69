package io.kintsugi.router.corpus;

import io.kintsugi.router.lexer.MySqlModes;
import io.kintsugi.router.lexer.ParameterStyle;
import io.kintsugi.router.lexer.SqlLexer;
import io.kintsugi.router.schema.BuiltInFunctions;
import io.kintsugi.router.schema.DdlSchema;
import io.kintsugi.topology.Dialect;
import java.util.List;

/** The part of the corpus that is of one database, and how it is read. */
enum CorpusDialect {
    POSTGRESQL(
            Dialect.POSTGRESQL,
            "PostgreSQL",
            "public",
            List.of("app-postgres.sql", "app-postgres-wire.sql", "hibernate-postgres.sql")),
    MYSQL(Dialect.MYSQL, "MySQL", "app", List.of("app-mysql.sql", "hibernate-mysql.sql"));

    private final Dialect dialect;
    private final String title;
    private final String schema;
    private final List<String> files;

    CorpusDialect(Dialect dialect, String title, String schema, List<String> files) {
        this.dialect = dialect;
        this.title = title;
        this.schema = schema;
        this.files = List.copyOf(files);
    }

    String title() {
        return title;
    }

    /** The name of the schema or database that unqualified names belong to. */
    String schema() {
        return schema;
    }

    List<String> files() {
        return files;
    }

    String label() {
        return dialect.label();
    }

    BuiltInFunctions functions() {
        return BuiltInFunctions.of(dialect);
    }

    SqlLexer lexer(ParameterStyle style) {
        return switch (this) {
            case POSTGRESQL -> SqlLexer.postgreSql(style);
            case MYSQL -> SqlLexer.mySql(style, MySqlModes.DEFAULT);
        };
    }

    DdlSchema schemaOf(List<String> definitions, BuiltInFunctions builtIn) {
        return switch (this) {
            case POSTGRESQL -> DdlSchema.ofStatements(definitions, builtIn);
            case MYSQL -> DdlSchema.mySqlStatements(definitions, schema, builtIn);
        };
    }
}
