package io.kintsugi.engine.mysql;

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

/** MySQL servers behind Connector/J. */
public final class MySqlEngineDialect implements EngineDialect {
    private final MySqlFailures failures = new MySqlFailures();
    private final MySqlConnections connections = new MySqlConnections(failures);
    private final MySqlSessions sessions = new MySqlSessions();
    private final MySqlTransactions transactions = new MySqlTransactions(sessions);
    private final MySqlStatements statements = new MySqlStatements(failures, connections);
    private final MySqlPreludes preludes = new MySqlPreludes(sessions, transactions);
    private final MySqlRows rows = new MySqlRows();
    private final MySqlValues values = new MySqlValues();
    private final MySqlSchemaReader schemaReader = new MySqlSchemaReader();
    private final MySqlDdl ddl = new MySqlDdl(sessions);

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
