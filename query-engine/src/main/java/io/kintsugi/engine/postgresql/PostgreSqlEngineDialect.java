package io.kintsugi.engine.postgresql;

import io.kintsugi.engine.catalog.SchemaReader;
import io.kintsugi.engine.dialect.DdlRules;
import io.kintsugi.engine.dialect.EngineDialect;
import io.kintsugi.engine.dialect.FailureRules;
import io.kintsugi.engine.dialect.NativeConnections;
import io.kintsugi.engine.dialect.NativeRows;
import io.kintsugi.engine.dialect.NativeStatements;
import io.kintsugi.engine.dialect.PreludeRules;
import io.kintsugi.engine.dialect.SessionRules;
import io.kintsugi.engine.dialect.TransactionRules;
import io.kintsugi.engine.merge.ValueRules;

/** PostgreSQL servers behind pgjdbc. */
public final class PostgreSqlEngineDialect implements EngineDialect {
    private final PostgreSqlConnections connections = new PostgreSqlConnections();
    private final PostgreSqlFailures failures = new PostgreSqlFailures();
    private final PostgreSqlSessions sessions = new PostgreSqlSessions();
    private final PostgreSqlTransactions transactions = new PostgreSqlTransactions(sessions);
    private final PostgreSqlStatements statements = new PostgreSqlStatements();
    private final PostgreSqlPreludes preludes = new PostgreSqlPreludes();
    private final PostgreSqlRows rows = new PostgreSqlRows();
    private final PostgreSqlValues values = new PostgreSqlValues();
    private final PostgreSqlSchemaReader schemaReader = new PostgreSqlSchemaReader();
    private final PostgreSqlDdl ddl = new PostgreSqlDdl();

    @Override
    public NativeConnections connections() {
        return connections;
    }

    @Override
    public FailureRules failures() {
        return failures;
    }

    @Override
    public SessionRules sessions() {
        return sessions;
    }

    @Override
    public TransactionRules transactions() {
        return transactions;
    }

    @Override
    public NativeStatements statements() {
        return statements;
    }

    @Override
    public PreludeRules preludes() {
        return preludes;
    }

    @Override
    public NativeRows rows() {
        return rows;
    }

    @Override
    public ValueRules values() {
        return values;
    }

    @Override
    public SchemaReader schemaReader() {
        return schemaReader;
    }

    @Override
    public DdlRules ddl() {
        return ddl;
    }
}
