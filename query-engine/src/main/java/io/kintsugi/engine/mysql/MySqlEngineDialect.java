package io.kintsugi.engine.mysql;

import io.kintsugi.engine.dialect.EngineDialect;

/** MySQL servers behind Connector/J. */
public final class MySqlEngineDialect {
    private MySqlEngineDialect() {}

    public static EngineDialect make() {
        MySqlFailures failures = new MySqlFailures();
        MySqlConnections connections = new MySqlConnections();
        MySqlSessions sessions = new MySqlSessions();
        MySqlTransactions transactions = new MySqlTransactions(sessions);
        return new EngineDialect(
                connections,
                failures,
                sessions,
                transactions,
                new MySqlStatements(failures, connections),
                new MySqlPreludes(sessions, transactions),
                new MySqlRows(),
                new MySqlValues(),
                new MySqlSchemaReader(),
                new MySqlDdl(sessions),
                new MySqlWorkbench());
    }
}
