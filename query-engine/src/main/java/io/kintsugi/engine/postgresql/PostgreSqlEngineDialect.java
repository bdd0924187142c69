package io.kintsugi.engine.postgresql;

import io.kintsugi.engine.dialect.EngineDialect;

/** PostgreSQL servers behind pgjdbc. */
public final class PostgreSqlEngineDialect {
    private PostgreSqlEngineDialect() {}

    public static EngineDialect make() {
        PostgreSqlSessions sessions = new PostgreSqlSessions();
        return new EngineDialect(
                new PostgreSqlConnections(),
                new PostgreSqlFailures(),
                sessions,
                new PostgreSqlTransactions(sessions),
                new PostgreSqlStatements(),
                new PostgreSqlPreludes(),
                new PostgreSqlRows(),
                new PostgreSqlValues(),
                new PostgreSqlSchemaReader(),
                new PostgreSqlDdl(),
                new PostgreSqlWorkbench());
    }
}
