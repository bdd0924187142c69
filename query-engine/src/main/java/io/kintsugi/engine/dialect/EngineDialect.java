package io.kintsugi.engine.dialect;

import io.kintsugi.engine.catalog.SchemaReader;
import io.kintsugi.engine.merge.ValueRules;

/** All that differs between dialects, by topic. Stateless and thread-safe. */
public interface EngineDialect {
    NativeConnections connections();

    FailureRules failures();

    SessionRules sessions();

    TransactionRules transactions();

    NativeStatements statements();

    PreludeRules preludes();

    NativeRows rows();

    ValueRules values();

    SchemaReader schemaReader();

    DdlRules ddl();
}
