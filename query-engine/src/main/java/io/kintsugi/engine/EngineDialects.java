package io.kintsugi.engine;

import io.kintsugi.engine.dialect.EngineDialect;
import io.kintsugi.engine.postgresql.PostgreSqlEngineDialect;
import io.kintsugi.topology.Dialect;

/** Finds the engine's side of a dialect. */
final class EngineDialects {
    private EngineDialects() {}

    static EngineDialect of(Dialect dialect) {
        return switch (dialect) {
            case POSTGRESQL -> new PostgreSqlEngineDialect();
            case MYSQL -> throw new IllegalStateException("not yet");
        };
    }
}
