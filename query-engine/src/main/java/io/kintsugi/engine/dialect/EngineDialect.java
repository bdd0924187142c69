package io.kintsugi.engine.dialect;

import static java.util.Objects.requireNonNull;

import io.kintsugi.engine.catalog.SchemaReader;
import io.kintsugi.engine.merge.ValueRules;

/** All that differs between dialects, by topic. Thread-safe. */
public record EngineDialect(
        NativeConnections connections,
        FailureRules failures,
        SessionRules sessions,
        TransactionRules transactions,
        NativeStatements statements,
        PreludeRules preludes,
        NativeRows rows,
        ValueRules values,
        SchemaReader schemaReader,
        DdlRules ddl,
        WorkbenchRules workbench) {
    public EngineDialect {
        requireNonNull(connections, "connections");
        requireNonNull(failures, "failures");
        requireNonNull(sessions, "sessions");
        requireNonNull(transactions, "transactions");
        requireNonNull(statements, "statements");
        requireNonNull(preludes, "preludes");
        requireNonNull(rows, "rows");
        requireNonNull(values, "values");
        requireNonNull(schemaReader, "schemaReader");
        requireNonNull(ddl, "ddl");
        requireNonNull(workbench, "workbench");
    }
}
